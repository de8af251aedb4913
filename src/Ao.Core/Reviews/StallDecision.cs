using System.Globalization;
using Ao.Configuration;

namespace Ao.Reviews;

/// <summary>Decides whether a review goes in circles: a pure function.</summary>
internal static class StallDecision
{
    /// <summary>Gives why a person has to look before the author is told of a round's findings; <see langword="null"/> where nobody has to.</summary>
    /// <param name="state">The review.</param>
    /// <param name="round">The round that was blocked.</param>
    /// <param name="policy">The project's policy.</param>
    public static ReviewStall? Of(ReviewState state, ReviewRound round, ReviewOptions policy)
    {
        var blocked = state.Rounds.FindAll(other => other.State == ReviewRoundState.Blocked && other.Number > state.CountedFrom && other.Number <= round.Number);
        if (blocked.Count >= policy.MaxRounds)
        {
            return new ReviewStall(StallKind.TooManyRounds, round.Revision, string.Create(CultureInfo.InvariantCulture, $"There were {blocked.Count} rounds that sent it back, as many as there may be (Reviews:MaxRounds)."));
        }

        var ofTier = blocked.FindAll(other => other.Tier == round.Tier);
        if (ofTier.Count < policy.StallWindow)
        {
            return null;
        }

        var window = ofTier.GetRange(ofTier.Count - policy.StallWindow, policy.StallWindow);
        return window.TrueForAll(other => other.OpenBlocking >= window[0].OpenBlocking)
            ? new ReviewStall(StallKind.NotShrinking, round.Revision, string.Create(CultureInfo.InvariantCulture, $"Over the last {policy.StallWindow} rounds of tier '{round.Tier}' (Reviews:StallWindow) what is in the way did not become less: {string.Join(", ", window.ConvertAll(static other => other.OpenBlocking))} findings."))
            : null;
    }
}
