namespace Ao.Reactions;

/// <summary>What was decided for a reaction.</summary>
/// <param name="Step">The step.</param>
/// <param name="DueAt">When it is to be decided anew, where it waits.</param>
/// <param name="Reason">Why, where that is told.</param>
internal sealed record ReactionChoice(ReactionStep Step, DateTimeOffset? DueAt = null, string? Reason = null)
{
    /// <summary>Gets what is acted on.</summary>
    public IReadOnlyList<ReactionItem> Items { get; init; } = [];
}
