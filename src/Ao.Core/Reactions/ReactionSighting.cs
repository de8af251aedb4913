namespace Ao.Reactions;

/// <summary>What is seen of what a reaction reacts to.</summary>
internal sealed record ReactionSighting
{
    public static ReactionSighting Nothing { get; } = new();

    /// <summary>Gets what there is to react to.</summary>
    public ReactionOccurrence? Occurrence { get; init; }

    /// <summary>Gets whether nothing can be said at the moment: checks run, the forge reckons. That is no sign that all is well.</summary>
    public bool IsUnclear { get; init; }

    /// <summary>Gets whether it cannot come back: the pull request is merged or closed, the session was stopped.</summary>
    public bool IsOver { get; init; }

    /// <summary>Gets whether the session can be told something.</summary>
    public bool CanBeTold { get; init; } = true;

    /// <summary>Gets since when it is gone for certain.</summary>
    public DateTimeOffset? AbsentSince { get; init; }

    /// <summary>Gets when it is to be looked at again, whatever happens.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets whether the scm runs checks again.</summary>
    public bool CanRerun { get; init; }

    /// <summary>Gets the checks that have passed on the head, by which a re-run shows a flaky one.</summary>
    public IReadOnlyCollection<string> PassedChecks { get; init; } = [];

    /// <summary>Gets the head of the pull request.</summary>
    public string? Head { get; init; }

    /// <summary>Gets the revision of the base branch that the last look has seen, where the scm tells it.</summary>
    public string? Base { get; init; }

    /// <summary>Gets why acting fails again and again.</summary>
    public string? Hindrance { get; init; }
}
