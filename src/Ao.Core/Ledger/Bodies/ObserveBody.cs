namespace Ao.Ledger.Bodies;

/// <summary>What a publisher has read of another before: who has read an answer has not found it alone.</summary>
internal sealed record ObserveBody
{
    /// <summary>Gets the subject: the fork that was read.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the fork that was read.</summary>
    public required string Publisher { get; init; }

    /// <summary>Gets the newest commit of its ledger that was read.</summary>
    public string? Head { get; init; }

    /// <summary>Gets the clock of the newest record that was read.</summary>
    public long? Clock { get; init; }

    /// <summary>Gets records that were read, where not all were.</summary>
    public IReadOnlyList<string>? Records { get; init; }
}
