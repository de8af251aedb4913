using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>What is known of one pull request.</summary>
/// <remarks>Not safe for concurrent use, save what has changed, which is told at any time.</remarks>
internal sealed class KnownPullRequest(int number)
{
    public int Number => number;

    public string? Id { get; set; }

    /// <summary>Gets or sets its standing as the last look has read it.</summary>
    public LookNode? Node { get; set; }

    /// <summary>Gets or sets what was said when that was last read.</summary>
    public LookNode? Talk { get; set; }

    /// <summary>Gets or sets the mark of the checks when they were last read.</summary>
    public string? ChecksMark { get; set; }

    /// <summary>Gets or sets the mark of what is said when that was last read.</summary>
    public string? TalkMark { get; set; }

    public IReadOnlyList<Check> Checks { get; set; } = [];

    /// <summary>Gets the check runs of the head, those of earlier attempts too.</summary>
    public Dictionary<long, RestCheckRun> Runs { get; } = [];

    public string RunsHead { get; set; } = "";

    /// <summary>Gets the comments of its threads.</summary>
    public Dictionary<string, IReadOnlyList<GraphComment>> Remarks { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets how many comments its threads had when they were read.</summary>
    public Dictionary<string, int> RemarkCounts { get; } = new(StringComparer.Ordinal);

    public DateTimeOffset? LookedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public int UnknownAsks { get; set; }

    /// <summary>Gets or sets whether something was read that is not in the reading yet.</summary>
    public bool NeedsReading { get; set; }

    public PullRequestReading? Reading { get; set; }

    /// <summary>Gets or sets what tells one reading from another.</summary>
    public string? Print { get; set; }

    /// <summary>Gets or sets at which change of the project it changed last.</summary>
    public long Version { get; set; }

    /// <summary>Gets or sets what is known to have changed, and since when.</summary>
    public (LookParts Parts, DateTimeOffset Since)? Dirty { get; set; }

    public bool IsOpen => Node is null || Node.IsOpen;

    public LookFacts Facts => new()
    {
        LookedAt = LookedAt,
        IsOpen = IsOpen,
        IsMoving = Node is { StatusCheckRollup.State: "PENDING" or "EXPECTED" } or { IsInMergeQueue: true },
        IsUnknown = Node is { Mergeable: "UNKNOWN" },
        UnknownAsks = UnknownAsks,
        ChangedAt = ChangedAt,
        DirtySince = Dirty?.Since,
    };
}
