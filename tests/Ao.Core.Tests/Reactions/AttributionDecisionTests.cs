using Ao.Reactions;

namespace Ao.Core.Tests.Reactions;

public sealed class AttributionDecisionTests
{
    private static readonly DateTimeOffset s_now = ReactionStates.Start;

    /// <summary>What is concluded, a line each: the attempt that failed, whether the machinery did, what the base says, what was run again, and what follows.</summary>
    [Theory]
    [InlineData(1, false, null, false, true, "Comparison", null, "")]
    [InlineData(1, false, "fails", false, true, "None", ReactionAttribution.AlreadyOnBase, "fails on the base branch too, at revision base-1: error: old")]
    [InlineData(1, false, "passes", false, true, "Rerun", null, "")]
    [InlineData(1, false, "passes", true, true, "Patience", null, "")]
    [InlineData(2, false, "passes", true, true, "None", ReactionAttribution.ThisChange, "failed again when it was run again (attempts 1 and 2)")]
    [InlineData(1, false, "passes", false, false, "None", ReactionAttribution.ThisChange, "the scm cannot do that")]
    [InlineData(1, false, "unknown", false, false, "None", ReactionAttribution.ThisChange, "on the base branch is not known")]
    [InlineData(1, true, null, false, true, "Rerun", null, "")]
    [InlineData(2, true, null, true, true, "None", ReactionAttribution.Infrastructure, "the machinery failed and not the change")]
    [InlineData(1, true, null, false, false, "None", ReactionAttribution.Infrastructure, "the machinery failed and not the change")]
    public void Judge_Table(int attempt, bool isInfrastructure, string? onBase, bool isRerun, bool canRerun, string need, ReactionAttribution? expected, string evidence)
    {
        var judgement = AttributionDecision.Judge(
            ReactionStates.Failed(attempt: attempt, isInfrastructure: isInfrastructure),
            ReactionStates.Head,
            onBase is null ? null : new BaseComparison(ReactionStates.Head, onBase == "unknown" ? null : "base-1", ["build"], onBase == "fails" ? new Dictionary<string, string> { ["build"] = "error: old" } : []),
            isRerun ? Rerun() : null,
            canRerun,
            s_now);

        Assert.Equal((need, expected), (judgement.Need.ToString(), judgement.Found?.Attribution));
        Assert.Contains(evidence, judgement.Found?.Evidence ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_EvidenceOfAnotherRevision_IsNone()
    {
        var comparison = new BaseComparison("head-0", "base-1", ["build"], new Dictionary<string, string> { ["build"] = "error" });

        Assert.Equal(AttributionNeed.Comparison, AttributionDecision.Judge(ReactionStates.Failed(), ReactionStates.Head, comparison, Rerun(), canRerun: true, s_now).Need);
    }

    [Fact]
    public void Judge_RerunShowsNoOtherAttempt_PatienceEnds()
    {
        var comparison = new BaseComparison(ReactionStates.Head, "base-1", ["build"], new Dictionary<string, string>());

        var judgement = AttributionDecision.Judge(ReactionStates.Failed(), ReactionStates.Head, comparison, Rerun(), canRerun: true, s_now + AttributionDecision.Patience);

        Assert.Equal(ReactionAttribution.ThisChange, judgement.Found!.Attribution);
    }

    [Fact]
    public void FlakyOf_PassedWhenItWasRunAgain_OnceAndOnThatRevisionOnly()
    {
        var found = Assert.Single(AttributionDecision.FlakyOf(Rerun(), ReactionStates.Head, ["build", "lint"], []));

        Assert.Equal(("build", ReactionAttribution.Flaky), (found.Check, found.Attribution));
        Assert.Empty(AttributionDecision.FlakyOf(Rerun(), ReactionStates.Head, ["build"], [found]));
        Assert.Empty(AttributionDecision.FlakyOf(Rerun(), "head-2", ["build"], []));
        Assert.Empty(AttributionDecision.FlakyOf(Rerun(), ReactionStates.Head, ["lint"], []));
    }

    private static CheckRerun Rerun() => new(ReactionStates.Head, new Dictionary<string, int> { ["build"] = 1 }, Problem: null, s_now);
}
