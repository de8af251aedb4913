namespace Ao.PullRequests;

/// <summary>The order in which pull requests are merged, with the reasons. Nothing is done by a plan until it is run.</summary>
public sealed record MergePlan
{
    /// <summary>Gets the merges, in their order.</summary>
    public required IReadOnlyList<MergeStep> Steps { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Gives the plan as people read it, a few lines for each merge.</summary>
    /// <returns>The text, without anything that could steer a terminal.</returns>
    public string ToText() => MergePlanText.Of(this);
}
