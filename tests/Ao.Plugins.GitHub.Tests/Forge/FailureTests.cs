using Ao.Plugins.GitHub.Api;
using Ao.Reports;
using Ao.Scm;
using Ao.Trackers;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>What each family of calls makes of what goes wrong. The stub stands for the real GitHub, whose limits and refusals the emulator does not have.</summary>
public sealed class FailureTests
{
    private static readonly Dictionary<string, Family> s_families = new(StringComparer.Ordinal)
    {
        ["pull request is read"] = new("GET /repos/o/r/pulls/7", static rig => rig.Pulls.GetPullRequestAsync(rig.Source, 7, Cancellation).AsTask()),
        ["pull request is found"] = new("GET /repos/o/r/pulls", static rig => rig.Pulls.FindPullRequestAsync(rig.Source, rig.Key(), Cancellation).AsTask()),
        ["pull request is opened"] = new("POST /repos/o/r/pulls", static rig => rig.Pulls.OpenPullRequestAsync(rig.Open(), Cancellation).AsTask()),
        ["pull request is changed"] = new("PATCH /repos/o/r/pulls/7", static rig => rig.Pulls.UpdatePullRequestAsync(new PullRequestUpdate { Key = rig.Key(), Source = rig.Source, Number = 7, PushTarget = rig.Own, HeadBranch = "change", Title = "Other" }, Cancellation).AsTask()),
        ["draft is made ready"] = new("GRAPHQL ConvertPullRequestToDraft", static rig => rig.Pulls.UpdatePullRequestAsync(new PullRequestUpdate { Key = rig.Key(), Source = rig.Source, Number = 7, PushTarget = rig.Own, HeadBranch = "change", IsDraft = true }, Cancellation).AsTask()),
        ["pull request is merged"] = new("PUT /repos/o/r/pulls/7/merge", static rig => rig.Pulls.MergeAsync(new MergeRequest { Key = rig.Key(), Source = rig.Source, Number = 7, PushTarget = rig.Own, HeadBranch = "change", ExpectedRevision = Json.Head }, Cancellation).AsTask()),
        ["checks are read"] = new($"GET /repos/o/r/commits/{Json.Head}/check-runs", static rig => rig.Checks.GetChecksAsync(rig.Source, 7, Cancellation).AsTask()),
        ["checks are run again"] = new("POST /repos/o/r/actions/runs/70/rerun-failed-jobs", static rig => rig.Checks.RerunChecksAsync(new CheckRerunRequest { Key = rig.Key(), Source = rig.Source, Number = 7, Revision = Json.Head, Names = ["build"] }, Cancellation).AsTask()),
        ["reviews are read"] = new("GET /repos/o/r/pulls/7/reviews", static rig => rig.Reviews.ListReviewsAsync(rig.Source, 7, Cancellation).AsTask()),
        ["review is added"] = new("POST /repos/o/r/pulls/7/reviews", static rig => rig.Reviews.AddReviewAsync(new ReviewRequest { Key = rig.Key(), Source = rig.Source, Number = 7, Author = "a", Verdict = ReviewVerdict.Comment, Revision = Json.Head, Body = "x" }, Cancellation).AsTask()),
        ["threads are read"] = new("GRAPHQL ReviewThreads", static rig => rig.Threads.ListThreadsAsync(rig.Source, 7, Cancellation).AsTask()),
        ["comment is written"] = new("POST /repos/o/r/issues/7/comments", static rig => rig.Threads.AddThreadCommentAsync(new ReviewThreadRequest { Key = rig.Key(), Source = rig.Source, Number = 7, Author = "a", Revision = Json.Head, Body = "x" }, Cancellation).AsTask()),
        ["thread is resolved"] = new("GRAPHQL ResolveReviewThread", static rig => rig.Threads.ResolveThreadAsync(rig.Source, 7, "T1", true, Cancellation).AsTask()),
        ["forks are listed"] = new("GET /repos/o/r/forks", static rig => rig.Network.ListForksAsync(rig.Source, Cancellation).AsTask()),
        ["fork is created"] = new("POST /repos/o/r/forks", static rig => rig.Forks.CreateForkAsync(new ForkRequest { Key = rig.Key(), Source = rig.Source, Owner = "writer" }, Cancellation).AsTask()),
        ["fork is compared"] = new("GET /repos/o/r/compare/main...me:main", static rig => rig.Network.GetDivergenceAsync(rig.Source, new Fork("me", "file:///srv/git/me/r.git"), "main", Cancellation).AsTask()),
        ["fork is brought up"] = new("POST /repos/me/r/merge-upstream", static rig => rig.Network.SyncForkAsync(new ForkSyncRequest { Key = rig.Key(), Source = rig.Source, Fork = new Fork("me", "file:///srv/git/me/r.git"), Branch = "main" }, Cancellation).AsTask()),
        ["push target is switched"] = new("GET /repos/me/r", static rig => rig.Forks.SetPushTargetAsync(rig.Source, "file:///srv/git/me/r.git", Cancellation).AsTask()),
        ["issue is read"] = new("GET /repos/o/r/issues/3", static rig => rig.Tracker.GetAsync(rig.Source, "3", Cancellation).AsTask()),
        ["issues are listed"] = new("GET /repos/o/r/issues", ListAsync),
        ["issue is created"] = new("POST /repos/o/r/issues", static rig => rig.Tracker.CreateAsync(new IssueRequest { Key = rig.Key(), Source = rig.Source, Title = "t" }, Cancellation).AsTask()),
        ["issue is changed"] = new("PATCH /repos/o/r/issues/3", static rig => rig.Tracker.UpdateAsync(new IssueUpdate { Key = rig.Key(), Source = rig.Source, Id = "3", IsOpen = false }, Cancellation).AsTask()),
        ["report is submitted"] = new("POST /repos/o/r/issues", static rig => rig.Reporter.SubmitAsync(new ReportSubmission { Key = rig.Key(), Source = rig.Source, Report = new Report { Type = ReportType.BugReport, Title = "t" }, FiledAt = DateTimeOffset.UnixEpoch }, Cancellation).AsTask()),
    };

    /// <summary>Refusals that are results or answers of their own: not errors.</summary>
    private static readonly HashSet<(string Family, string Wrong)> s_expected =
    [
        ("pull request is merged", "422"), ("fork is brought up", "422"), ("issue is read", "404"),

        // Nothing of the answer is needed.
        ("checks are run again", "wrong"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var family in s_families.Keys)
        {
            foreach (var wrong in new[] { "401", "403", "404", "422", "500", "quota", "secondary", "cut", "wrong" })
            {
                cases.Add(family, wrong);
            }
        }

        // Each takes the whole timeout of a call.
        cases.Add("pull request is read", "slow");
        cases.Add("pull request is opened", "slow");
        cases.Add("thread is resolved", "slow");
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Call_GoesWrong_IsAClearFact(string family, string wrong)
    {
        await using var rig = await ForgeRig.StartAsync();
        Prepare(rig.Stub);
        var (call, act) = s_families[family];
        rig.Stub.On(call, ReplyOf(wrong));
        var failure = await Record.ExceptionAsync(() => act(rig));

        Assert.NotEqual(0, rig.Stub.Count(call));
        if (s_expected.Contains((family, wrong)))
        {
            Assert.Null(failure);
            return;
        }

        var error = Assert.IsAssignableFrom<AoException>(failure);
        Assert.DoesNotContain(ForgeRig.Token, error.ToString(), StringComparison.Ordinal);
        var isWrite = !call.StartsWith("GET", StringComparison.Ordinal) && call is not "GRAPHQL ReviewThreads";
        switch (wrong)
        {
            case "quota" or "secondary":
                Assert.InRange(Assert.IsType<TransientException>(error).RetryAfter!.Value.TotalSeconds, 1, wrong == "quota" ? 1900 : 70);
                break;
            case "500" or "slow" or "cut" or "wrong" when isWrite:
                Assert.IsType<OutcomeUnknownException>(error);
                break;
            case "500" or "slow" or "cut" or "wrong":
                Assert.IsType<TransientException>(error);
                break;
            default:
                Assert.IsNotType<TransientException>(error);
                Assert.IsNotType<OutcomeUnknownException>(error);
                Assert.True(error.Message.Length > 40, error.Message);
                break;
        }

        if (wrong == "401")
        {
            Assert.Contains("not valid any more", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Open_QuotaIsGone_IsOpenedOnceAfterwards()
    {
        await using var rig = await ForgeRig.StartAsync();
        Prepare(rig.Stub);
        rig.Stub.OnInTurn("POST /repos/o/r/pulls", ReplyOf("secondary") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } }, StubReply.Ok(Json.Pull(7), 201));

        var wait = (await Assert.ThrowsAsync<TransientException>(async () => await rig.Pulls.OpenPullRequestAsync(rig.Open(), Cancellation))).RetryAfter!.Value;
        Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        PullRequest? opened = null;
        while (opened is null)
        {
            try
            {
                opened = await rig.Pulls.OpenPullRequestAsync(rig.Open(), Cancellation);
            }
            catch (TransientException exception)
            {
                await Task.Delay(exception.RetryAfter ?? TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
            }
        }

        Assert.Equal(7, opened.Number);
        Assert.Equal(2, rig.Stub.Count("POST /repos/o/r/pulls"));
    }

    private static async Task ListAsync(ForgeRig rig)
    {
        await foreach (var issue in rig.Tracker.ListAsync(rig.Source, new IssueQuery(), Cancellation))
        {
            Assert.NotNull(issue);
        }
    }

    private static StubReply ReplyOf(string wrong) => wrong switch
    {
        "quota" => StubReply.Refused(403, "API rate limit exceeded for user ID 1.") with
        {
            Headers = new Dictionary<string, string>
            {
                ["x-ratelimit-limit"] = "5000",
                ["x-ratelimit-remaining"] = "0",
                ["x-ratelimit-reset"] = TimeProvider.System.GetUtcNow().AddMinutes(30).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["x-ratelimit-resource"] = "core",
            },
        },
        "secondary" => StubReply.Refused(403, "You have exceeded a secondary rate limit.") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "60" } },
        "cut" => new StubReply(200, """{"number":7,"no""") { IsCut = true },
        "wrong" => new StubReply(200, "\"<html>sign in</html>\""),
        "slow" => new StubReply(200, "{}") { IsHeld = true },
        _ => StubReply.Refused(int.Parse(wrong, System.Globalization.CultureInfo.InvariantCulture), "No"),
    };

    /// <summary>Everything else goes well.</summary>
    private static void Prepare(StubGitHub stub)
    {
        stub.On("GET /repos/o/r/pulls", Json.List());
        stub.On("GET /repos/o/r/pulls/7", Json.Pull(7));
        stub.On("GET /repos/o/r/pulls/7/reviews", Json.List());
        stub.On($"GET /repos/o/r/commits/{Json.Head}/check-runs", Json.Runs(Json.Run(11, "build", conclusion: "failure")));
        stub.On($"GET /repos/o/r/commits/{Json.Head}/status", Json.Statuses());
        stub.On("GET /repos/o/r/actions/jobs/11", Json.Of("""{"id":11,"run_id":70,"run_attempt":1}"""));
        stub.On("GRAPHQL ReviewThreads", Json.Threads(Json.Thread("T1", false, false, Json.GraphComment("C1", 91, "octocat", "Why?"))));
        stub.On("GET /repos/o/r/issues/7/comments", Json.List());
        stub.On("GET /repos/o/r/forks", Json.List());
        stub.On("GET /repos/me/r", Json.Repository("me/r", "o/r"));
        stub.On("GET /repos/me/r/branches/main", Json.Branch(Json.Head));
        stub.On("GET /repos/o/r/compare/main...me:main", Json.Of($$"""{"status":"behind","ahead_by":0,"behind_by":2,"base_commit":{"sha":"{{Json.Base}}"},"commits":[]}"""));
        stub.On("GET /repos/o/r/issues/3", Json.Issue(3));
        stub.On("GET /repos/o/r/issues", Json.List());
    }

    private sealed record Family(string Call, Func<ForgeRig, Task> Act);
}
