namespace Ao.Ledger.Bodies;

/// <summary>What was found when a change was tried against a fork, so that nobody need repeat it.</summary>
internal sealed record VerdictBody
{
    /// <summary>Gets the subject: change, fork and what was tried.</summary>
    public string? Key { get; init; }

    /// <summary>Gets what came of it, such as <c>passed</c>, <c>failed</c> or <c>conflicts</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Gets the revision, or the tree, of the change.</summary>
    public required string Change { get; init; }

    /// <summary>Gets the fork that it was tried against.</summary>
    public string? Fork { get; init; }

    /// <summary>Gets that fork's revision, or tree.</summary>
    public string? ForkRevision { get; init; }

    /// <summary>Gets what was tried: the id of a test, or the name of a check.</summary>
    public string? Check { get; init; }

    /// <summary>Gets what tried it, with its version.</summary>
    public string? Tool { get; init; }

    /// <summary>Gets what the change breaks, 100 at most.</summary>
    public IReadOnlyList<VerdictAlert>? Alerts { get; init; }
}
