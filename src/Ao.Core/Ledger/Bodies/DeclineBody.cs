namespace Ao.Ledger.Bodies;

/// <summary>A publisher does not take up what was proposed.</summary>
internal sealed record DeclineBody
{
    /// <summary>Gets the subject: the proposal.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the proposal: the id of a finding or record.</summary>
    public required string Proposal { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }
}
