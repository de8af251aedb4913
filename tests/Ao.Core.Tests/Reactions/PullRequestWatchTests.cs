using Ao.PullRequests;
using Ao.PullRequests.Watch;
using Ao.Scm;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Reactions;

public sealed class PullRequestWatchTests
{
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(10);
    private static readonly PullRequest s_pullRequest = new() { Number = 3, Title = "Mend it", PushTarget = "/source", HeadBranch = "ao/shop-1", HeadRevision = "head-1", BaseBranch = "main", State = PullRequestState.Open };

    /// <summary>What counts, a line each: what is known, what is seen, for how many seconds, and whether it counts.</summary>
    [Theory]
    [InlineData(null, CheckState.Failed, 0, true)]
    [InlineData(CheckState.Failed, CheckState.Failed, 60, false)]
    [InlineData(CheckState.Passed, CheckState.Failed, 0, false)]
    [InlineData(CheckState.Passed, CheckState.Failed, 9, false)]
    [InlineData(CheckState.Passed, CheckState.Failed, 10, true)]
    public void Settle_Table(CheckState? known, CheckState seen, int seconds, bool counts)
    {
        var first = known is { } state ? See(state) : null;
        var waiting = seconds == 0 ? null : new Unsettled(See(seen).Whole, ReactionStates.Start, ReactionStates.Start);

        var decided = SettleDecision.Decide(first?.Whole, first?.Firm, See(seen), waiting, ReactionStates.Start.AddSeconds(seconds), s_settle);

        Assert.Equal(counts, decided.Counts);
    }

    [Fact]
    public void Settle_AnotherHeadOrSettledAtOnce_CountsNow()
    {
        var known = See(CheckState.Passed);

        Assert.True(SettleDecision.Decide(known.Whole, known.Firm, See(CheckState.Pending, "head-2"), null, ReactionStates.Start, s_settle).Counts);
        Assert.True(SettleDecision.Decide(known.Whole, known.Firm, See(CheckState.Failed), null, ReactionStates.Start, TimeSpan.Zero).Counts);
    }

    /// <summary>However a check flickers, no more facts are written than one for each settling time, and what never rests is not passed over.</summary>
    [Property]
    public void Settle_AnyFlicker_WritesFew(bool[] looks)
    {
        var known = See(CheckState.Passed);
        Unsettled? waiting = null;
        var written = 0;
        var now = ReactionStates.Start;
        foreach (var isRed in looks ?? [])
        {
            now = now.AddSeconds(0.6);
            (var counts, waiting) = SettleDecision.Decide(known.Whole, known.Firm, See(isRed ? CheckState.Failed : CheckState.Passed), waiting, now, s_settle);
            if (counts)
            {
                known = See(isRed ? CheckState.Failed : CheckState.Passed);
                written++;
            }
        }

        Assert.InRange(written, 0, (int)((now - ReactionStates.Start) / s_settle));
    }

    /// <summary>What the forge reckons of a merge flickers with the checks, and is no change that counts at once.</summary>
    [Fact]
    public void Settle_ForgesObstaclesFlip_IsWaitedFor()
    {
        var known = See(CheckState.Passed);
        var reading = Read(new Check { Name = "build", State = CheckState.Passed });
        var seen = Sight.Of(reading with { PullRequest = reading.PullRequest with { Mergeability = Mergeability.Blocked, Obstacles = ["A check that it demands is missing."] } });

        Assert.Equal(known.Firm, seen.Firm);
        Assert.NotEqual(known.Whole, seen.Whole);
    }

    [Fact]
    public void Obstacles_OfTheForge_AreToldInItsWords()
    {
        var reading = Read(new Check { Name = "build", State = CheckState.Passed });
        var blocked = reading with { PullRequest = reading.PullRequest with { Mergeability = Mergeability.Blocked } };

        Assert.Equal(["The forge does not let it be merged: checks or reviews that it demands are missing or have failed."], PullRequestStanding.ObstaclesOf(blocked));
        Assert.Equal(["It is behind\\u000aits base branch."], PullRequestStanding.ObstaclesOf(blocked with { PullRequest = blocked.PullRequest with { Obstacles = ["It is behind\nits base branch."] } }));
    }

    [Fact]
    public void Bound_ThousandsOfObstacles_StaysSmall()
    {
        var reading = Read();
        var bound = ReadingBounds.Bound(reading with { PullRequest = reading.PullRequest with { Obstacles = [.. Enumerable.Repeat(new string('o', 10_000), 5_000)], Issues = [.. Enumerable.Repeat("7", 5_000)] } });

        Assert.Equal((100, 100), (bound.PullRequest.Obstacles.Count, bound.PullRequest.Issues.Count));
        Assert.All(bound.PullRequest.Obstacles, static text => Assert.InRange(text.Length, 1, 500));
    }

    [Fact]
    public void Bound_LogOf200Megabytes_KeepsTheEndAndTheHash()
    {
        var log = string.Concat(new string('x', 200 * 1024 * 1024), "\u001b[31mthe last words");

        var check = Assert.Single(ReadingBounds.Bound(Read(new Check { Name = "build", State = CheckState.Failed, Excerpt = log, Step = " " })).Checks!.Checks);

        Assert.InRange(check.Excerpt.Length, ReadingBounds.MaxExcerpt / 2, ReadingBounds.MaxExcerpt + 200);
        Assert.EndsWith("[31mthe last words", check.Excerpt, StringComparison.Ordinal);
        Assert.Contains("SHA-256 of all: ", check.Excerpt, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', check.Excerpt);
        Assert.Null(check.Step);
    }

    [Fact]
    public void Bound_ThousandsOfEverything_StaysSmall_AndKeepsWhatHasFailed()
    {
        var reading = Read([.. Enumerable.Range(0, 5000).Select(static number => new Check { Name = $"check {number}", State = number == 4999 ? CheckState.Failed : CheckState.Passed, Excerpt = new string('e', 50_000) })]) with
        {
            Threads = [.. Enumerable.Range(0, 3000).Select(static number => new ReviewThread { Id = $"t{number}", Revision = "head-1", IsResolved = number < 2999, Comments = [.. Enumerable.Range(0, 50).Select(comment => new ReviewComment { Id = $"{comment}", Author = "ann", Body = new string('c', 10_000), At = ReactionStates.Start })] })],
        };

        var sight = Sight.Of(reading);

        Assert.Equal(ReadingBounds.MaxChecks, sight.Reading.Checks!.Checks.Count);
        Assert.Equal("check 4999", sight.Reading.Checks.Checks.Single(static check => check.State == CheckState.Failed).Name);
        Assert.Equal(ReadingBounds.MaxThreads, sight.Reading.Threads.Count);
        Assert.Contains(sight.Reading.Threads, static thread => !thread.IsResolved);
        Assert.True(sight.Reading.Threads.Sum(static thread => thread.Comments.Sum(static comment => comment.Body.Length)) <= 1024 * 1024 + 10_000);
    }

    private static Sight See(CheckState state, string head = "head-1") =>
        Sight.Of(new PullRequestReading { PullRequest = s_pullRequest with { HeadRevision = head }, Checks = new CheckReport(head, [new Check { Name = "build", State = state }]) });

    private static PullRequestReading Read(params Check[] checks) => new() { PullRequest = s_pullRequest, Checks = new CheckReport("head-1", checks) };
}
