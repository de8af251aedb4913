using System.Text.Json;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Graph;
using Ao.Plugins.GitHub.Looks;
using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Tests.Looks;

public sealed class LookMapTests
{
    private const string Node = """
        {"id":"PR_1","number":5,"title":"Add it","url":"https://github.com/acme/shop/pull/5","state":"OPEN","isDraft":false,"updatedAt":"2026-03-01T10:00:00Z","totalCommentsCount":2,
         "headRefName":"ao/shop-1","headRefOid":"1111111111111111111111111111111111111111","headRepository":{"nameWithOwner":"ada/shop"},"baseRefName":"main","baseRef":{"target":{"oid":"2222222222222222222222222222222222222222"}},
         "mergeable":"MERGEABLE","mergeStateStatus":"CLEAN","reviewDecision":null,"isInMergeQueue":false,"mergeCommit":null,"body":"Closes #7 and fixes acme/shop#8, not other/repo#9.",
         "statusCheckRollup":{"state":"FAILURE","counts":{"checkRunCountsByState":[{"state":"FAILURE","count":1}],"statusContextCountsByState":[],"nodes":[
           {"__typename":"CheckRun","databaseId":11,"name":"build","status":"COMPLETED","conclusion":"FAILURE","url":"https://github.com/acme/shop/runs/11","checkSuite":{"databaseId":3,"app":{"slug":"github-actions"}}},
           {"__typename":"CheckRun","databaseId":12,"name":"lint","status":"COMPLETED","conclusion":"TIMED_OUT","checkSuite":{"databaseId":3,"app":null}},
           {"__typename":"CheckRun","databaseId":13,"name":"docs","status":"QUEUED","conclusion":null,"checkSuite":null},
           {"__typename":"StatusContext","context":"ci/old","state":"PENDING","description":"waiting","targetUrl":"javascript:alert(1)"}, null]}},
         "reviews":{"nodes":[
           {"author":{"__typename":"User","login":"ada"},"state":"CHANGES_REQUESTED","body":"No.","submittedAt":"2026-03-01T09:00:00Z","commit":{"oid":"1111111111111111111111111111111111111111"}},
           {"author":{"__typename":"Bot","login":"helper"},"state":"COMMENTED","body":"A hint.","submittedAt":"2026-03-01T08:00:00Z","commit":null},
           {"author":null,"state":"COMMENTED","body":"","submittedAt":"2026-03-01T08:30:00Z","commit":null},
           {"author":{"__typename":"User","login":"me"},"state":"PENDING","body":"draft","submittedAt":null,"commit":null}]},
         "comments":{"nodes":[{"id":"IC_1","fullDatabaseId":"900","author":{"__typename":"User","login":"bob"},"body":"Nice.","createdAt":"2026-03-01T07:00:00Z"}]},
         "reviewThreads":{"nodes":[{"id":"T_1","path":"src/a.cs","line":null,"originalLine":4,"subjectType":"LINE","isResolved":true,"isOutdated":true,"comments":{"totalCount":1}}]}}
        """;

    private static readonly GitHubPlace s_place = new(RepositoryName.Parse("acme/shop"), new GitHubAddresses(Options.Create(new GitHubOptions())));

    [Fact]
    public void PullRequest_IsReadWhole()
    {
        var read = LookMap.PullRequestOf(Read(), Read().Body, s_place);

        Assert.Equal((5, "Add it", "https://github.com/ada/shop.git", "ao/shop-1", "main"), (read.Number, read.Title, read.PushTarget, read.HeadBranch, read.BaseBranch));
        Assert.Equal(PullRequestState.Open, read.State);
        Assert.Equal(Mergeability.Mergeable, read.Mergeability);
        Assert.Equal(["7", "8"], read.Issues);
        Assert.Empty(read.Obstacles);
    }

    [Theory]
    [InlineData("MERGEABLE", "BLOCKED", "REVIEW_REQUIRED", "Blocked", "A review that the base branch demands is missing.")]
    [InlineData("MERGEABLE", "BLOCKED", "CHANGES_REQUESTED", "Blocked", "A reviewer asked for changes.")]
    [InlineData("MERGEABLE", "BEHIND", null, "Blocked", "Its head is behind 'main', which demands that it is up to date.")]
    [InlineData("CONFLICTING", "DIRTY", null, "Conflicting", "It conflicts with 'main'.")]
    [InlineData("MERGEABLE", "UNSTABLE", null, "Mergeable", null)]
    [InlineData("UNKNOWN", "UNKNOWN", null, "Unknown", null)]
    public void Standing_BecomesAWordAndItsReasons(string mergeable, string state, string? decision, string expected, string? obstacle)
    {
        var read = LookMap.PullRequestOf(Read() with { Mergeable = mergeable, MergeStateStatus = state, ReviewDecision = decision }, null, s_place);

        Assert.Equal(Enum.Parse<Mergeability>(expected), read.Mergeability);
        Assert.Equal(obstacle is null ? [] : [obstacle], read.Obstacles);
    }

    [Fact]
    public void MergeQueue_IsAnObstacle() => Assert.Contains("It waits in the merge queue.", LookMap.PullRequestOf(Read() with { IsInMergeQueue = true }, null, s_place).Obstacles);

    [Fact]
    public void Checks_RunsAndStatusesAreOneList()
    {
        var checks = CheckMerge.Of(LookMap.RunsOf(Read()), LookMap.StatusesOf(Read()), []).Select(static found => found.Check).ToList();

        Assert.Equal(["build", "ci/old", "docs", "lint"], checks.Select(static check => check.Name));
        Assert.Equal([CheckState.Failed, CheckState.Pending, CheckState.Pending, CheckState.Failed], checks.Select(static check => check.State));
        Assert.Equal([false, false, false, true], checks.Select(static check => check.IsInfrastructure));
        Assert.Null(checks[1].Address);
    }

    [Fact]
    public void Reviews_OldestFirst_WithoutDraftsAndEmptyOnes()
    {
        var reviews = LookMap.ReviewsOf(Read(), own: null);

        Assert.Equal([("helper[bot]", true, ReviewVerdict.Comment), ("ada", false, ReviewVerdict.RequestChanges)], reviews.Select(static review => (review.Author, review.IsBot, review.Verdict)));
    }

    [Fact]
    public void Threads_AreThoseOnPlacesAndTheCommentsOnTheWhole()
    {
        var remark = new GraphComment { Id = "RC_1", Body = "Why?", CreatedAt = DateTimeOffset.UnixEpoch, Author = new GraphActor { Login = "ada", TypeName = "User" }, OriginalCommit = new GraphCommit { Oid = "3333333333333333333333333333333333333333" } };

        var threads = LookMap.ThreadsOf(Read(), new Dictionary<string, IReadOnlyList<GraphComment>> { ["T_1"] = [remark] }, own: null);

        Assert.Equal(["T_1", "comment-900"], threads.Select(static thread => thread.Id));
        Assert.Equal(("src/a.cs", 4, true, true), (threads[0].Path, threads[0].Line, threads[0].IsResolved, threads[0].IsOutdated));
        Assert.Equal("3333333333333333333333333333333333333333", threads[0].Revision);
    }

    private static LookNode Read() => JsonSerializer.Deserialize($$"""{"light":[],"checks":[],"talks":[{{Node}}]}""", LookJson.Default.LookAnswer)!.Talks[0]!;
}
