namespace Ao.Convergence;

/// <summary>What is known of the forks that are counted.</summary>
internal sealed record TallyInput
{
    /// <summary>Gets the forks that are known: this one, the upstream and those that are pinned.</summary>
    public required IReadOnlySet<string> Known { get; init; }

    /// <summary>Gets the records, by their fork and by their own id or the revision that they tell of.</summary>
    public IReadOnlyDictionary<(string Fork, string Reference), TallyRecord> Records { get; init; } = new Dictionary<(string Fork, string Reference), TallyRecord>();

    /// <summary>Gets what forks say that they have read of each other, by who read and who was read.</summary>
    public ILookup<(string Reader, string Publisher), TallyReading> Readings { get; init; } = Array.Empty<TallyReading>().ToLookup(static _ => ("", ""));

    /// <summary>Gets pairs of records or revisions of which a known fork says that one was taken from the other, in order of their text.</summary>
    public IReadOnlySet<(string One, string Other)> Ported { get; init; } = new HashSet<(string One, string Other)>();
}
