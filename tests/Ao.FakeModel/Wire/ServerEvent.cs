using System.Text.Json.Nodes;

namespace Ao.FakeModel.Wire;

/// <summary>An event of a stream.</summary>
/// <param name="Data">Its content; <see langword="null"/> for the end mark of a stream that has one.</param>
/// <param name="Name">Its name, where the format names events.</param>
internal sealed record ServerEvent(JsonObject? Data, string? Name = null)
{
    public override string ToString() => $"{(Name is null ? "" : $"event: {Name}\n")}data: {Data?.ToJsonString() ?? "[DONE]"}\n\n";
}
