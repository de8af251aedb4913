using System.Globalization;
using Ao.Configuration;

namespace Ao.Reviews;

/// <summary>Decides whether reviews let a revision be merged: a pure function.</summary>
internal static class ReviewGate
{
    /// <summary>Says what is in the way of a merge; <see langword="null"/> where nothing is. Another base changes nothing: a verdict is about a head.</summary>
    /// <param name="state">The review.</param>
    /// <param name="revision">The revision that would be merged.</param>
    /// <param name="policy">The project's policy.</param>
    public static string? Obstacle(ReviewState state, string revision, ReviewOptions policy)
    {
        var missing = policy.Tiers.Where(tier => policy.Requires(tier.Name) && !state.IsPassed(tier.Name, revision)).Select(tier => Describe(state, tier.Name, revision)).ToList();
        return missing.Count == 0 ? null : $"Reviews that it needs are not passed on revision {revision}: {string.Join("; ", missing)}.{(state.Stall is { } stall ? $" The review waits for a person: {stall.Reason}" : "")}";
    }

    private static string Describe(ReviewState state, string tier, string revision) => ReviewViews.RoundOf(state, tier, revision) switch
    {
        null => $"tier '{tier}' has not read it",
        { State: ReviewRoundState.Reviewing, Reviewer: { } reviewer } => $"session {reviewer} is reading it for tier '{tier}'",
        { State: ReviewRoundState.Blocked } round => string.Create(CultureInfo.InvariantCulture, $"tier '{tier}' has {round.OpenBlocking} open findings"),
        { } round => $"tier '{tier}' has no verdict on it ({round.Reason})",
    };
}
