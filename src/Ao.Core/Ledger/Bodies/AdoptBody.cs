namespace Ao.Ledger.Bodies;

/// <summary>A publisher takes up what was proposed, for itself.</summary>
internal sealed record AdoptBody
{
    /// <summary>Gets the proposal: the id of a <c>pattern</c> record. It is the subject: the newest decision on it stands, whether it adopts or declines.</summary>
    public required string Proposal { get; init; }

    /// <summary>Gets the records that it rests on.</summary>
    public IReadOnlyList<string>? Records { get; init; }

    /// <summary>Gets the revision that takes it up, where there is one.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }
}
