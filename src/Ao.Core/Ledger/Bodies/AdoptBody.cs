namespace Ao.Ledger.Bodies;

/// <summary>A publisher takes up what was proposed, for itself.</summary>
internal sealed record AdoptBody
{
    /// <summary>Gets the subject: the proposal.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the proposal: the id of a finding or record.</summary>
    public required string Proposal { get; init; }

    /// <summary>Gets the records that it rests on.</summary>
    public IReadOnlyList<string>? Records { get; init; }

    /// <summary>Gets the revision that takes it up, where there is one.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }
}
