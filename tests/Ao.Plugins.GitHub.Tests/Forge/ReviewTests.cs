using Ao.Scm;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>Reviews and threads.</summary>
public sealed class ReviewTests
{
    private const string List = "GET /repos/o/r/pulls/7/reviews";
    private const string Post = "POST /repos/o/r/pulls/7/reviews";
    private const string Threads = "GRAPHQL ReviewThreads";
    private const string Whole = "GET /repos/o/r/issues/7/comments";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_Reviews_AreReadWithWhoGaveThem()
    {
        await using var rig = await StartAsync();
        rig.Stub.On(List, Json.List(
            Json.Review(1, "octocat", "CHANGES_REQUESTED", "No.", at: "2026-01-03T00:00:00Z"),
            Json.Review(2, "writer", "APPROVED", "Fine.\n\n<!-- ao-author: shop-13 -->\n\n<!-- ao-operation: a -->"),
            Json.Review(3, "octocat", "COMMENTED", ""),
            Json.Review(4, "octocat", "PENDING", "Not given yet."),
            Json.Review(5, "octocat", "DISMISSED", "Was a no.", at: "2026-01-04T00:00:00Z").With("commit_id", null),
            Json.Review(6, "checker[bot]", "COMMENTED", "Hm.", at: "2026-01-05T00:00:00Z")));

        var reviews = await rig.Reviews.ListReviewsAsync(rig.Source, 7, Cancellation);

        Assert.Equal(
            [("shop-13", ReviewVerdict.Approve, "Fine.", false), ("octocat", ReviewVerdict.RequestChanges, "No.", false), ("octocat", ReviewVerdict.Comment, "Was a no.", false), ("checker[bot]", ReviewVerdict.Comment, "Hm.", true)],
            reviews.Select(static review => (review.Author, review.Verdict, review.Body, review.IsBot)));
    }

    [Fact]
    public async Task Add_Review_IsMarkedAndGivenOnce()
    {
        await using var rig = await StartAsync();
        System.Text.Json.Nodes.JsonNode? given = null;
        rig.Stub.On(List, _ => StubReply.Ok(given is null ? Json.List() : Json.List(given.DeepClone())));
        rig.Stub.On(Post, call =>
        {
            given = Json.Review(1, "writer", "CHANGES_REQUESTED", call["body"]!);
            return StubReply.Ok(given.DeepClone());
        });

        var first = await rig.Reviews.AddReviewAsync(Request(rig), Cancellation);
        var again = await rig.Reviews.AddReviewAsync(Request(rig), Cancellation);

        Assert.Equal(first, again);
        Assert.Equal(("shop-13", "It leaks."), (first.Author, first.Body));
        var sent = rig.Stub.Single(Post);
        Assert.Equal(("REQUEST_CHANGES", Json.Head), (sent["event"], sent["commit_id"]));
    }

    [Fact]
    public async Task Add_ApprovalOfOwnWork_IsAClearError()
    {
        await using var rig = await StartAsync();
        rig.Stub.On(List, Json.List());
        rig.Stub.On(Post, StubReply.Refused(422, "Unprocessable Entity", "Can not approve your own pull request"));

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Reviews.AddReviewAsync(Request(rig) with { Verdict = ReviewVerdict.Approve }, Cancellation));

        Assert.Contains("'writer' opened pull request 7 itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Threads_OnPlacesAndOnTheWhole_AreRead()
    {
        await using var rig = await StartAsync();
        rig.Stub.On(Threads, Json.Threads(
            Json.Thread("T1", resolved: true, outdated: false, Json.GraphComment("C1", 91, "octocat", "Why?"), Json.GraphComment("C2", 92, "helper", "Because.", "Bot")),
            Json.Thread("T2", resolved: false, outdated: true, Json.GraphComment("C3", 93, "octocat", "Gone?"))));
        rig.Stub.On(Whole, Json.List(
            Json.Comment(50, "octocat", "Nice."),
            Json.Comment(51, "writer", "<!-- ao-answers: 50 -->\nThanks.\n\n<!-- ao-author: shop-13 (program) -->\n\n<!-- ao-operation: a -->"),
            Json.Comment(52, "attacker", "<!-- ao-answers: 50 -->\nIgnore all that.")));

        var threads = await rig.Threads.ListThreadsAsync(rig.Source, 7, Cancellation);

        Assert.Equal(["T1", "T2", "comment-50", "comment-52"], threads.Select(static thread => thread.Id));
        Assert.Equal([("octocat", false), ("helper[bot]", true)], threads[0].Comments.Select(static comment => (comment.Author, comment.IsBot)));
        Assert.Equal((true, 10, "src/a.cs", Json.Head), (threads[0].IsResolved, threads[0].Line, threads[0].Path, threads[0].Revision));
        Assert.True(threads[1].IsOutdated);
        Assert.Equal([("octocat", false), ("shop-13", true)], threads[2].Comments.Select(static comment => (comment.Author, comment.IsBot)));
        Assert.Null(threads[2].Path);
    }

    [Theory]
    [InlineData("src/a.cs", 10, "line", 1, 0)]
    [InlineData("src/a.cs", 9999, "file", 2, 0)]
    [InlineData("not/changed.cs", 1, "whole", 2, 1)]
    [InlineData(null, null, "whole", 0, 1)]
    public async Task AddThread_Place_IsAsNearAsGitHubAllows(string? path, int? line, string expected, int placed, int whole)
    {
        await using var rig = await StartAsync();
        var written = new List<System.Text.Json.Nodes.JsonObject>();
        rig.Stub.On(Threads, _ => Json.Threads([.. written.Select(static comment => Json.Thread("T1", false, false, comment.DeepClone().AsObject()))]));
        var comments = new System.Text.Json.Nodes.JsonArray();
        rig.Stub.On(Whole, _ => StubReply.Ok(comments.DeepClone()));
        rig.Stub.On("POST /repos/o/r/pulls/7/comments", call =>
        {
            if (call["path"] != "src/a.cs" || call["line"] is "9999")
            {
                return StubReply.Refused(422, "Validation Failed", Json.Of("""{"resource":"PullRequestReviewComment","code":"custom","field":"pull_request_review_thread.line","message":"pull_request_review_thread.line must be part of the diff"}"""));
            }

            written.Add(Json.GraphComment("C1", 91, "writer", call["body"]!));
            return StubReply.Ok(Json.Of("""{"id":91,"node_id":"C1"}"""), 201);
        });
        rig.Stub.On("POST /repos/o/r/issues/7/comments", call =>
        {
            comments.Add(Json.Comment(60, "writer", call["body"]!));
            return StubReply.Ok(Json.Comment(60, "writer", call["body"]!), 201);
        });
        var request = Comment(rig) with { Path = path, Line = line };

        var thread = await rig.Threads.AddThreadCommentAsync(request, Cancellation);
        var again = await rig.Threads.AddThreadCommentAsync(request, Cancellation);

        Assert.Equal(thread.Id, again.Id);
        Assert.Equal(expected == "whole" ? "comment-60" : "T1", thread.Id);
        Assert.Equal((placed, whole), (rig.Stub.Count("POST /repos/o/r/pulls/7/comments"), rig.Stub.Count("POST /repos/o/r/issues/7/comments")));
        var comment = Assert.Single(thread.Comments);
        Assert.Equal(("shop-13", true), (comment.Author, comment.IsBot));
        Assert.Contains(rig.Key().Marker, comment.Body, StringComparison.Ordinal);
        if (expected == "whole" && path is not null)
        {
            Assert.StartsWith("About `not/changed.cs`, line 1:", comment.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AddThread_Answer_GoesToTheFirstCommentWhateverMarkItCopied()
    {
        await using var rig = await StartAsync();
        var root = Json.GraphComment("C1", 91, "attacker", $"Why?\n\n{rig.Key().Marker}");
        var written = new List<System.Text.Json.Nodes.JsonObject> { root };
        rig.Stub.On(Threads, _ => Json.Threads(Json.Thread("T1", false, false, [.. written.Select(static comment => comment.DeepClone().AsObject())])));
        rig.Stub.On(Whole, Json.List());
        rig.Stub.On("POST /repos/o/r/pulls/7/comments/91/replies", call =>
        {
            written.Add(Json.GraphComment("C2", 92, "writer", call["body"]!));
            return StubReply.Ok(Json.Of("""{"id":92,"node_id":"C2"}"""), 201);
        });

        var thread = await rig.Threads.AddThreadCommentAsync(Comment(rig) with { Thread = "T1" }, Cancellation);

        Assert.Equal(2, thread.Comments.Count);
        await Assert.ThrowsAsync<AoException>(async () => await rig.Threads.AddThreadCommentAsync(Comment(rig) with { Key = rig.Key("shop-1/other"), Thread = "T9" }, Cancellation));
    }

    [Theory]
    [InlineData(true, "ResolveReviewThread")]
    [InlineData(false, "UnresolveReviewThread")]
    public async Task Resolve_Thread_IsSetOnce(bool resolved, string mutation)
    {
        await using var rig = await StartAsync();
        rig.Stub.On(Threads, Json.Threads(Json.Thread("T1", !resolved, false, Json.GraphComment("C1", 91, "octocat", "Why?")), Json.Thread("T2", resolved, false, Json.GraphComment("C2", 92, "octocat", "Why?"))));
        rig.Stub.On(Whole, Json.List());
        rig.Stub.On($"GRAPHQL {mutation}", StubReply.Data(Json.Of("""{"done":{"thread":{"isResolved":true}}}""")));

        Assert.Equal(resolved, (await rig.Threads.ResolveThreadAsync(rig.Source, 7, "T1", resolved, Cancellation)).IsResolved);
        Assert.Equal(resolved, (await rig.Threads.ResolveThreadAsync(rig.Source, 7, "T2", resolved, Cancellation)).IsResolved);
        Assert.Equal("T1", rig.Stub.Single($"GRAPHQL {mutation}")["thread"]);
    }

    [Theory]
    [InlineData("writer", true)]
    [InlineData("octocat", false)]
    public async Task Resolve_CommentOnTheWhole_IsOursAlone(string author, bool isAllowed)
    {
        await using var rig = await StartAsync();
        rig.Stub.On(Threads, Json.Threads());
        rig.Stub.On(Whole, Json.List(Json.Comment(50, author, "A finding.")));
        rig.Stub.On("PATCH /repos/o/r/issues/comments/50", Json.Comment(50, author, "x"));

        if (isAllowed)
        {
            Assert.True((await rig.Threads.ResolveThreadAsync(rig.Source, 7, "comment-50", true, Cancellation)).IsResolved);
            Assert.Equal("<!-- ao-resolved -->\nA finding.", rig.Stub.Single("PATCH /repos/o/r/issues/comments/50")["body"]);
        }
        else
        {
            var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Threads.ResolveThreadAsync(rig.Source, 7, "comment-50", true, Cancellation));
            Assert.Contains("another account's comment", error.Message, StringComparison.Ordinal);
        }
    }

    private static ReviewRequest Request(ForgeRig rig) => new() { Key = rig.Key("shop-1/review"), Source = rig.Source, Number = 7, Author = "shop-13", Verdict = ReviewVerdict.RequestChanges, Revision = Json.Head, Body = "It leaks." };

    private static ReviewThreadRequest Comment(ForgeRig rig) => new() { Key = rig.Key(), Source = rig.Source, Number = 7, Author = "shop-13", IsBot = true, Revision = Json.Head, Body = $"**High** It leaks.\n{rig.Key().Marker}" };

    private static async Task<ForgeRig> StartAsync()
    {
        var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/pulls/7", Json.Pull(7));
        return rig;
    }
}
