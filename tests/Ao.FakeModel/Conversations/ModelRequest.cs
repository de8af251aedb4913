using System.Text.Json.Nodes;

namespace Ao.FakeModel.Conversations;

/// <summary>A request to the model, whatever the wire format.</summary>
internal sealed record ModelRequest
{
    public required JsonObject Body { get; init; }

    /// <summary>Gets what tells this conversation from others; scripted failures are counted by it.</summary>
    public required string Conversation { get; init; }

    public required IReadOnlyList<Turn> Turns { get; init; }

    public required IReadOnlyList<OfferedTool> Tools { get; init; }

    /// <summary>Gets the body as it came, to see for example which tools were looked up already.</summary>
    public required string Raw { get; init; }

    public bool IsStreaming => Body["stream"]?.GetValue<bool>() == true;

    public string Model => Body["model"]?.GetValue<string>() ?? "fake-model";

    public string LastWords => Turns.LastOrDefault(static turn => turn.Role == TurnRole.User)?.Text ?? "";
}
