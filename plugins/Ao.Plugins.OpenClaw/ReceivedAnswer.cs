namespace Ao.Plugins.OpenClaw;

/// <summary>What the gateway's hook sends when somebody writes an answer.</summary>
internal sealed record ReceivedAnswer
{
    /// <summary>Gets the chat channel, as the gateway names it.</summary>
    public required string Channel { get; init; }

    /// <summary>Gets who wrote it, as the channel has authenticated them.</summary>
    public required string Sender { get; init; }

    /// <summary>Gets what they wrote.</summary>
    public required string Text { get; init; }
}
