namespace Ao.Alignment;

/// <summary>What a check of one change against one fork has found. For the same revisions and rules it is found once.</summary>
public sealed record AlignmentVerdict
{
    /// <summary>Gets the id: the SHA-256 of the revisions and the rules, in hexadecimal digits. It is the same on every host.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the revision of the change.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the revision that it is a change of.</summary>
    public required string BaseRevision { get; init; }

    /// <summary>Gets by what name the fork is known here.</summary>
    public required string Fork { get; init; }

    /// <summary>Gets the fork's id, where its key is pinned.</summary>
    public string? ForkId { get; init; }

    /// <summary>Gets the fork's revision.</summary>
    public required string ForkRevision { get; init; }

    /// <summary>Gets the rules that it was found by.</summary>
    public required string Rules { get; init; }

    /// <summary>Gets what the change breaks, the most telling first, 50 at most. Texts come from outside.</summary>
    public IReadOnlyList<AlignmentFinding> Findings { get; init; } = [];

    /// <summary>Gets how many more alerts there were: what is silent, and what was too much.</summary>
    public int More { get; init; }

    /// <summary>Gets the paths in which the change and the fork conflict, where they were merged on trial, 20 at most. Text from outside.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>Gets the fork's test files that were run alone on the merged source, 50 at most; empty where the whole verification or nothing was run. Text from outside.</summary>
    public IReadOnlyList<string> Tests { get => field ?? []; init; }

    /// <summary>Gets when it was found, or taken from a peer.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the fork id of the peer who has published it; <see langword="null"/> where it was found here.</summary>
    public string? By { get; init; }

    /// <summary>Gets the record of the ledger that it was published as, or taken from.</summary>
    public string? Record { get; init; }

    /// <summary>Gets whether it can stand in the way of a merge: something that is told was seen in the sources, here. What a peer has only said cannot.</summary>
    public bool CanBlock => By is null && Told.Any(static finding => finding.Alert.References.Count > 0);

    /// <summary>Gets the findings that people are told of.</summary>
    public IEnumerable<AlignmentFinding> Told => Findings.Where(static finding => finding.IsTold);
}
