namespace Ao.Convergence;

/// <summary>Counts for how many forks a finding counts: a pure function. Forks of which one has the matter from the other count once.</summary>
internal static class ForkCounting
{
    /// <summary>Counts.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="input">What is known of the forks.</param>
    public static ForkTally Count(Finding finding, TallyInput input)
    {
        var notes = new List<string>();
        var forks = new List<FindingFork>();
        foreach (var fork in finding.Forks)
        {
            if (input.Known.Contains(fork.ForkId))
            {
                forks.Add(fork);
            }
            else
            {
                notes.Add($"{NameOf(fork)} is no pinned fork and does not count.");
            }
        }

        // A fork belongs to the first one that it has the matter from.
        var heads = new int[forks.Count];
        for (var index = 0; index < forks.Count; index++)
        {
            heads[index] = index;
            for (var earlier = 0; earlier < index; earlier++)
            {
                if (Tie(forks[earlier], forks[index], finding, input) is { } why && heads[index] != heads[earlier])
                {
                    notes.Add($"{NameOf(forks[earlier])} and {NameOf(forks[index])} count once: {why}.");
                    var (from, to) = (heads[index], heads[earlier]);
                    for (var member = 0; member <= index; member++)
                    {
                        heads[member] = heads[member] == from ? to : heads[member];
                    }
                }
            }
        }

        return new ForkTally(heads.Distinct().Count(), notes);
    }

    /// <summary>Gives a pair in the order in which <see cref="TallyInput.Ported"/> holds it.</summary>
    public static (string One, string Other) Pair(string one, string other) => string.CompareOrdinal(one, other) <= 0 ? (one, other) : (other, one);

    private static string? Tie(FindingFork one, FindingFork other, Finding finding, TallyInput input) =>
        finding.Relation == FindingRelation.Ported ? "one has taken the change from the other"
        : one.Revisions.Intersect(other.Revisions, StringComparer.Ordinal).Any() ? "they share a commit"
        : ReferencesOf(one, input).Any(left => ReferencesOf(other, input).Any(right => input.Ported.Contains(Pair(left, right)))) ? "a fork says that one was ported from the other"
        : SharesSource(one, other, input) ? "what they tell comes from one session"
        : HasRead(one, other, input) ? $"{NameOf(one)} had read of it from {NameOf(other)} before"
        : HasRead(other, one, input) ? $"{NameOf(other)} had read of it from {NameOf(one)} before"
        : null;

    private static IEnumerable<string> ReferencesOf(FindingFork fork, TallyInput input) =>
        fork.Revisions.Concat(fork.Records).Concat(RecordsOf(fork, input).Select(static record => record.Id));

    private static IEnumerable<TallyRecord> RecordsOf(FindingFork fork, TallyInput input) =>
        fork.Revisions.Concat(fork.Records).Select(reference => input.Records.GetValueOrDefault((fork.ForkId, reference))).OfType<TallyRecord>();

    private static bool SharesSource(FindingFork one, FindingFork other, TallyInput input)
    {
        var sources = RecordsOf(one, input).Select(static record => record.SourceSession).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return RecordsOf(other, input).Any(record => record.SourceSession is { } source && sources.Contains(source));
    }

    /// <summary>Tells whether a fork said that it had read a record of the other before it made its own.</summary>
    private static bool HasRead(FindingFork reader, FindingFork other, TallyInput input)
    {
        var own = RecordsOf(reader, input).Select(static record => record.Clock).DefaultIfEmpty(long.MaxValue).Min();
        return own != long.MaxValue && RecordsOf(other, input).Any(record => input.Readings[(reader.ForkId, other.ForkId)].Any(reading => reading.Clock < own && reading.Covers(record)));
    }

    private static string NameOf(FindingFork fork) => Printable.Quote(fork.Name ?? fork.ForkId);
}
