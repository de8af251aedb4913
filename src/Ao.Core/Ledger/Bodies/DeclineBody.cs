namespace Ao.Ledger.Bodies;

/// <summary>A publisher does not take up what was proposed.</summary>
internal sealed record DeclineBody
{
    /// <summary>Gets the proposal: the id of a <c>pattern</c> record. It is the subject: the newest decision on it stands, whether it adopts or declines.</summary>
    public required string Proposal { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }
}
