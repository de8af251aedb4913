namespace Ao.PullRequests;

/// <summary>One merge of a plan.</summary>
public sealed record MergeStep
{
    /// <summary>Gets its place in the plan, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>Gets the session whose change it is.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Gets the pull request's number.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the pull request's title. Text from outside.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the head that was looked at: no other one is merged by the plan.</summary>
    public required string HeadRevision { get; init; }

    /// <summary>Gets the changes of the plan that it comes behind.</summary>
    public IReadOnlyList<MergeDependency> Behind { get; init; } = [];

    /// <summary>Gets what is in its way now, beside the changes that it comes behind; nothing where it could be merged.</summary>
    public IReadOnlyList<string> Obstacles { get; init; } = [];

    /// <summary>Gets what should be known before it is merged and does not stop it, such as what it breaks for other forks.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gets the changes before it in the plan that it is foreseen to conflict with, where the scm can merge on trial. It is tried all the same.</summary>
    public IReadOnlyList<PredictedConflict> PredictedConflicts { get; init; } = [];
}
