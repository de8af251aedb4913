using Ao.Agents;

namespace Ao.Sessions;

/// <summary>A message to a session, and how far it got.</summary>
public sealed record MessageReceipt
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the text.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the stage that it reached for certain.</summary>
    public required MessageStage Stage { get; init; }

    /// <summary>Gets why it was not taken when it was offered last, where it was not. It is kept and offered again.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets when it was accepted.</summary>
    public required DateTimeOffset At { get; init; }
}
