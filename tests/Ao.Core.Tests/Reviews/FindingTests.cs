using Ao.Agents;
using Ao.Reviews;
using Ao.Scm;
using Ao.Sessions;
using FsCheck.Xunit;
using static Ao.Core.Tests.Reviews.ReviewStates;

namespace Ao.Core.Tests.Reviews;

/// <summary>How findings are known again, carried from round to round, and what a verdict means.</summary>
public class FindingTests
{
    [Theory]
    [InlineData("a.cs", "tests", "The loop runs 3 times", "a.cs", "tests", "the  loop runs 17 times", true)]
    [InlineData("a.cs", "tests", "The loop runs", "b.cs", "tests", "The loop runs", false)]
    [InlineData("a.cs", "tests", "The loop runs", "a.cs", "security", "The loop runs", false)]
    [InlineData("a.cs", null, "The loop runs", null, "a.cs", "The loop runs", false)]
    [InlineData(null, null, "The loop runs", null, null, "The loop never runs", false)]
    public void Fingerprint_NumbersAndSpaceDoNotCount(string? path, string? category, string text, string? otherPath, string? otherCategory, string other, bool isSame) =>
        Assert.Equal(isSame, FindingFingerprint.Of(path, category, FindingSeverity.Major, text) == FindingFingerprint.Of(otherPath, otherCategory, FindingSeverity.Major, other));

    [Theory]
    [InlineData("blocker", "Blocker", null, "blocked", true)]
    [InlineData("blocker", "Minor", null, "blocked", true)]
    [InlineData("blocker", "Major Minor", null, "blocked", false)]
    [InlineData("pass", "", null, "passed", false)]
    [InlineData("pass", "Major", null, "passed", false)]
    [InlineData("pass", "Major", "Major", "blocked", true)]
    [InlineData("blocker", "Minor", "Major", "passed", false)]
    [InlineData("blocker", "", null, "blocked", true)]
    public void Verdict_BySeverity_Table(string verdict, string severities, string? least, string expected, bool lastBlocks)
    {
        var said = new SessionVerdict
        {
            Revision = "r1",
            Verdict = verdict == "pass" ? ReviewVerdict.Approve : ReviewVerdict.RequestChanges,
            Summary = "So it is.",
            Details = [.. severities.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static severity => new VerdictFinding { Text = severity, Severity = Enum.Parse<FindingSeverity>(severity) })],
            At = Start,
        };

        var taken = VerdictDecision.Take(Fold(Started(1)), 1, said, least is null ? null : Enum.Parse<FindingSeverity>(least));

        Assert.Equal((expected == "blocked", lastBlocks), (taken.IsBlocked, taken.Findings.Count > 0 && taken.Findings[^1].Blocks));
    }

    [Fact]
    public void Verdict_NamesOnlyWhatWasDismissed_Passes()
    {
        var state = Fold([.. Round(1, "first", "r1", "a"), new ReviewFacts.Dismissed(FingerprintOf("a"), "It is meant so.", Ann), Started(2, "first", "r2")]);
        var said = new SessionVerdict { Revision = "r2", Verdict = ReviewVerdict.RequestChanges, Summary = "Again.", Findings = ["a"], At = Start };

        var taken = VerdictDecision.Take(state, 2, said, null);

        Assert.False(taken.IsBlocked);
        Assert.Equal("All that it names as being in the way was dismissed.", taken.Note);
    }

    [Fact]
    public void Findings_AreCarriedByTheirFingerprints()
    {
        var first = Fold(Round(1, "first", "r1", "a", "b"));
        var second = Fold([.. Round(1, "first", "r1", "a", "b"), .. Round(2, "first", "r2", "b", "c")]);
        var third = Fold([.. Round(1, "first", "r1", "a", "b"), .. Round(2, "first", "r2", "b", "c"), .. Round(3, "deep", "r2", "d"), .. Round(4, "first", "r3", "a")]);

        Assert.Equal("a:Open b:Open", Shown(first));
        Assert.Equal("a:Resolved b:Open c:Open", Shown(second));
        Assert.Equal("a:Open b:Resolved c:Resolved d:Open", Shown(third));
        Assert.Equal((1, 4, 4), (third.Findings[0].FirstRound, third.Findings[0].LastRound, third.Findings[0].ReopenedIn));
    }

    [Fact]
    public void Findings_OfAnOutdatedVerdict_ChangeNothingThatIsKnown()
    {
        var state = Fold([.. Round(1, "first", "r1", "a"), Started(2, "first", "r2"), new ReviewFacts.RoundOutdated(2, "The head has moved on to r3.", "Late.", [Found("a"), Found("z")])]);

        Assert.Equal("a:Open z:Outdated", Shown(state));
        Assert.Equal(ReviewRoundState.Outdated, state.Rounds[^1].State);
    }

    [Property]
    public bool Dismissed_StaysDismissed_WhateverIsReported((byte Tier, byte[] Findings)[] rounds)
    {
        List<object> facts = [.. Round(1, "first", "r1", "f0"), new ReviewFacts.Dismissed(FingerprintOf("f0"), "It is meant so.", Ann)];
        foreach (var (tier, findings) in rounds)
        {
            var number = Fold(facts).NextRound;
            facts.AddRange(Round(number, tier % 2 == 0 ? "first" : "deep", $"r{number}", [.. (findings ?? []).Select(static finding => $"f{finding % 5}").Distinct()]));
        }

        return Fold(facts).Find(FingerprintOf("f0")) is { State: FindingState.Dismissed, DismissedBy.Id: "ann" };
    }

    [Theory]
    [InlineData("1 1", null)]
    [InlineData("1 1 1", "did not become less: 1, 1, 1")]
    [InlineData("3 2 1", null)]
    [InlineData("1 2 3", "did not become less")]
    [InlineData("3 2 2 2", "did not become less: 2, 2, 2")]
    [InlineData("2 1 2", null)]
    [InlineData("9 8 7 6 5", "as many as there may be")]
    [InlineData("1 1 asked 1", null)]
    [InlineData("1 1 asked 1 1 1", "did not become less")]
    public void Stall_Table(string rounds, string? expected)
    {
        var facts = new List<object>();
        foreach (var count in rounds.Split(' '))
        {
            var number = Fold(facts).NextRound;
            facts.AddRange(count == "asked"
                ? [new ReviewFacts.RoundRequested(Ann)]
                : Round(number, "first", $"r{number}", [.. Enumerable.Range(0, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)).Select(index => $"{(char)('a' + number)}{(char)('a' + index)}")]));
        }

        var state = Fold(facts);
        var stall = StallDecision.Of(state, state.Rounds[^1], TwoTiers);

        Assert.Equal(expected is null, stall is null);
        Assert.Contains(expected ?? "", stall?.Reason ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Stall_TwoTiersThatTakeTurns_AreCountedEachForItself()
    {
        var state = Fold([.. Round(1, "first", "r1", "a"), .. Round(2, "first", "r2"), .. Round(3, "deep", "r2", "b"), .. Round(4, "first", "r3"), .. Round(5, "deep", "r3", "c")]);

        Assert.Null(StallDecision.Of(state, state.Rounds[^1], TwoTiers));
    }

    private static string Shown(ReviewState state) => string.Join(' ', state.Findings.Select(static finding => $"{finding.Text}:{finding.State}"));
}
