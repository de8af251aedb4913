using System.Text.Json.Nodes;

namespace Ao.FakeModel.Conversations;

/// <summary>A tool called.</summary>
internal sealed record CallBlock(string Id, OfferedTool Tool, JsonNode Arguments) : Block
{
    /// <summary>Gets whether a held back tool is looked up, which is no step of a script.</summary>
    public bool IsSearch { get; init; }

    /// <summary>Gets the arguments as they go over the wire: those of a custom tool are plain text.</summary>
    public string ArgumentText => Tool.IsCustom ? Arguments.GetValue<string>() : Arguments.ToJsonString();
}
