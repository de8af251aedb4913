using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Issues;
using Ao.Reports;
using Ao.TestSupport;
using Ao.Trackers;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>The tracker and the reporter.</summary>
public sealed class IssueTests
{
    private const string List = "GET /repos/o/r/issues";
    private const string Post = "POST /repos/o/r/issues";
    private const string Comments = "GET /repos/o/r/issues/3/comments";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Issue_IsReadWithItsComments()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/issues/3", Json.Issue(3, $"It breaks.\n\n{rig.Key().Marker}", comments: 2));
        rig.Stub.On(Comments, Json.List(Json.Comment(1, "octocat", "Me too."), Json.Comment(2, "writer", $"Looking.\n\n{rig.Key().Marker}")));

        var issue = await rig.Tracker.GetAsync(rig.Source, "3", Cancellation);

        Assert.NotNull(issue);
        Assert.Equal(("3", "It breaks.", true, "writer"), (issue.Id, issue.Body, issue.IsOpen, issue.Author));
        Assert.Equal(["bug", "plain"], issue.Labels);
        Assert.Equal(["Me too.", "Looking."], issue.Comments.Select(static comment => comment.Text));
    }

    [Theory]
    [InlineData("4")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("3/../4")]
    [InlineData("")]
    public async Task Get_NoSuchIssue_IsNull(string id)
    {
        await using var rig = await ForgeRig.StartAsync();

        Assert.Null(await rig.Tracker.GetAsync(rig.Source, id, Cancellation));
    }

    [Fact]
    public async Task Get_ThousandsOfComments_ReadsTheNewestThousand()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/issues/3", Json.Issue(3, comments: 2345));
        rig.Stub.On(Comments, Json.List(Json.Comment(1, "octocat", "One of many.")));

        await rig.Tracker.GetAsync(rig.Source, "3", Cancellation);

        Assert.Equal(10, rig.Stub.Count(Comments));
        Assert.DoesNotContain(rig.Stub.Calls, static call => call.Query.EndsWith("&page=14", StringComparison.Ordinal));
        Assert.Contains(rig.Stub.Calls, static call => call.Query.EndsWith("&page=24", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_Issues_LeavesPullRequestsOut()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(List, Json.List(Json.Issue(5, "the cart").With("pull_request", Json.Of("""{"html_url":"https://github.example/o/r/pull/5"}""")), Json.Issue(4, "the Cart breaks"), Json.Issue(3, "else")));

        var issues = new List<Issue>();
        await foreach (var issue in rig.Tracker.ListAsync(rig.Source, new IssueQuery { Labels = ["bug"], Text = "cart breaks" }, Cancellation))
        {
            issues.Add(issue);
        }

        Assert.Equal("4", Assert.Single(issues).Id);
        Assert.Contains("state=open&labels=bug", rig.Stub.Single(List).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Issue_CarriesMarkAndAttachments()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Post, call => StubReply.Ok(Json.Issue(3, call["body"]!), 201));
        const string Log = "first\n```\nforged\n";
        var request = Request(rig) with { Attachments = [Attachment("run.log", "text/plain", Log), Attachment("shot.png", "image/png", "\u0001\u0002"), Attachment("long.log", "text/plain", new string('x', 100_000))] };

        await rig.Tracker.CreateAsync(request, Cancellation);

        var body = rig.Stub.Single(Post)["body"]!;
        Assert.EndsWith(rig.Key().Marker, body, StringComparison.Ordinal);
        Assert.Contains("`run.log` (17 bytes, SHA-256 `", body, StringComparison.Ordinal);
        Assert.Contains("``````text\nfirst\n```\nforged\n``````", body, StringComparison.Ordinal);
        Assert.Contains("`shot.png` (2 bytes", body, StringComparison.Ordinal);
        Assert.Contains("not shown here", body, StringComparison.Ordinal);
        Assert.Contains("without the first 87712 bytes", body, StringComparison.Ordinal);
        Assert.True(body.Length < 65_536);
    }

    [Fact]
    public async Task Create_AnswerWasLost_IsFoundAndMadeOnce()
    {
        await using var rig = await ForgeRig.StartAsync();
        JsonNode? made = null;
        rig.Stub.On(List, _ => StubReply.Ok(made is null ? Json.List() : Json.List(Json.Issue(9, rig.Key().Marker, author: "attacker"), made.DeepClone())));
        rig.Stub.On(Post, call =>
        {
            made = Json.Issue(3, call["body"]!);
            return StubReply.Refused(502, "Bad Gateway");
        });

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await rig.Tracker.CreateAsync(Request(rig), Cancellation));
        var found = await rig.Tracker.FindAsync(rig.Source, rig.Key(), Cancellation);
        var again = await rig.Tracker.CreateAsync(Request(rig), Cancellation);

        Assert.Equal(("3", "3"), (found?.Id, again.Id));
        Assert.Equal(1, rig.Stub.Count(Post));
        Assert.Contains("creator=writer", rig.Stub.Calls.First(static call => call.Name == List).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_AllAtOnce_IsDoneOnceForAKey()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("GET /repos/o/r/issues/3", Json.Issue(3, $"old\n\n{rig.Key("shop-1/create").Marker}"));
        rig.Stub.On("PATCH /repos/o/r/issues/3", call => StubReply.Ok(Json.Issue(3, call["body"]!, state: call["state"]!)));
        rig.Stub.On("POST /repos/o/r/issues/3/comments", call => StubReply.Ok(Json.Comment(1, "writer", call["body"]!), 201));
        rig.Stub.On(Comments, Json.List(Json.Comment(1, "writer", "Done.")));
        var update = new IssueUpdate { Key = rig.Key(), Source = rig.Source, Id = "3", Body = "new", IsOpen = false, Labels = ["done"], Assignees = ["octocat"], Comment = "Done." };

        var updated = await rig.Tracker.UpdateAsync(update, Cancellation);
        await rig.Tracker.UpdateAsync(update, Cancellation);

        Assert.False(updated.IsOpen);
        var sent = rig.Stub.Single("PATCH /repos/o/r/issues/3");
        Assert.Equal(($"new\n\n{rig.Key("shop-1/create").Marker}", "closed", null), (sent["body"], sent["state"], sent["assignees"]));
        Assert.Equal("""["done"]""", sent.Body!["labels"]!.ToJsonString());
        Assert.Equal($"Done.\n\n{rig.Key().Marker}", rig.Stub.Single("POST /repos/o/r/issues/3/comments")["body"]);
    }

    [Fact]
    public async Task Update_CommentWhoseAnswerWasLost_IsNotWrittenTwice()
    {
        await using var rig = await ForgeRig.StartAsync();
        var written = new JsonArray();
        rig.Stub.On("GET /repos/o/r/issues/3", Json.Issue(3));
        rig.Stub.On(Comments, _ => StubReply.Ok(written.DeepClone()));
        rig.Stub.On("POST /repos/o/r/issues/3/comments", call =>
        {
            written.Add(Json.Comment(1, "writer", call["body"]!));
            return StubReply.Refused(500, "Server Error");
        });
        var update = new IssueUpdate { Key = rig.Key(), Source = rig.Source, Id = "3", Comment = "Done." };

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await rig.Tracker.UpdateAsync(update, Cancellation));
        await rig.Tracker.UpdateAsync(update, Cancellation);

        Assert.Single(written);
    }

    [Fact]
    public async Task Update_NoSuchIssue_IsAClearError()
    {
        await using var rig = await ForgeRig.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Tracker.UpdateAsync(new IssueUpdate { Key = rig.Key(), Source = rig.Source, Id = "99", Comment = "x" }, Cancellation));

        Assert.Contains("There is no issue '99' in o/r", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_Webhook_WakesItAndNothingIsGivenTwice()
    {
        await using var rig = await ForgeRig.StartAsync();
        var first = Json.Issue(3, updated: "2026-01-02T03:04:05Z");
        rig.Stub.On(List, call => StubReply.Ok(call.Query.Contains("direction=desc", StringComparison.Ordinal)
            ? Json.List(first.DeepClone())
            : Json.List(first.DeepClone(), Json.Issue(4, "new", updated: "2026-01-02T03:04:06Z"), Json.Issue(5, updated: "2026-01-02T03:04:06Z").With("pull_request", Json.Of("{}")))));
        await using var changes = rig.Tracker.WatchAsync(rig.Source, null, Cancellation).GetAsyncEnumerator(Cancellation);

        var next = changes.MoveNextAsync();
        await Waiting(() => rig.Stub.Count(List) == 1);
        await MarkUntil(rig, () => next.IsCompleted);
        Assert.True(await next);

        Assert.Equal(("4", "2026-01-02T03:04:06Z"), (changes.Current.Issue.Id, changes.Current.Cursor));
        Assert.Contains(rig.Stub.Calls, static call => call.Query.Contains("since=2026-01-02T03%3A04%3A05Z", StringComparison.Ordinal));

        // The same second is asked for again: what it has shown already is not shown again, and what has changed since is.
        rig.Stub.On(List, Json.List(Json.Issue(4, "new", updated: "2026-01-02T03:04:06Z"), Json.Issue(6, updated: "2026-01-02T03:04:06Z")));
        var later = changes.MoveNextAsync();
        await MarkUntil(rig, () => later.IsCompleted);
        Assert.True(await later);
        Assert.Equal("6", changes.Current.Issue.Id);
    }

    [Fact]
    public async Task Watch_CursorThatIsNone_IsRefused()
    {
        await using var rig = await ForgeRig.StartAsync();
        await using var changes = rig.Tracker.WatchAsync(rig.Source, "yesterday", Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.Contains("not a cursor", (await Assert.ThrowsAsync<AoException>(async () => await changes.MoveNextAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Submitted_IsAnIssueOfTheSourceItNames()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On("POST /repos/up/stream/issues", call => StubReply.Ok(Json.Issue(3, call["body"]!), 201));
        var submission = new ReportSubmission
        {
            Key = rig.Key(),
            Source = rig.Source with { Location = "up/stream" },
            Report = new Report { Type = ReportType.BugReport, Title = "It leaks", Body = "When closed.", Severity = ReportSeverity.High, Component = new string('c', 80) },
            FiledAt = DateTimeOffset.UnixEpoch,
        };

        var receipt = await rig.Reporter.SubmitAsync(submission, Cancellation);

        Assert.Equal(("3", "3", "https://github.example/o/r/issues/3"), (receipt.Id, receipt.IssueId, receipt.Location));
        var labels = rig.Stub.Single("POST /repos/up/stream/issues").Body!["labels"]!.AsArray().Select(static label => label!.GetValue<string>()).ToList();
        Assert.Equal(["bug_report", "severity:high"], labels.Take(2));
        Assert.Equal(50, labels[2].Length);
    }

    [Fact]
    public async Task Create_Issue_IsReadAlikeByASecondClient()
    {
        await using var rig = await ForgeRig.StartAsync();
        rig.Stub.On(Post, call =>
        {
            var made = Json.Issue(3, call["body"]!).With("title", call["title"]).With("labels", Json.List(new JsonObject { ["name"] = call.Body!["labels"]![0]!.GetValue<string>() }));
            rig.Stub.On("GET /repos/o/r/issues/3", made.DeepClone());
            return StubReply.Ok(made, 201);
        });
        await rig.Tracker.CreateAsync(Request(rig) with { Labels = ["bug"] }, Cancellation);

        var octokit = new Octokit.GitHubClient(new Octokit.Connection(new Octokit.ProductHeaderValue("test"), rig.Stub.Address, new Octokit.Internal.InMemoryCredentialStore(new Octokit.Credentials("x"))));
        var read = await octokit.Issue.Get("o", "r", 3);

        Assert.Equal(("Broken", $"It breaks.\n\n{rig.Key().Marker}", "bug"), (read.Title, read.Body, read.Labels[0].Name));
    }

    private static IssueRequest Request(ForgeRig rig) => new() { Key = rig.Key(), Source = rig.Source, Title = "Broken", Body = "It breaks." };

    private static AttachedFile Attachment(string name, string type, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return new AttachedFile
        {
            Description = new ReportAttachment { Name = name, MediaType = type, Size = bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) },
            OpenAsync = _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)),
        };
    }

    private static async Task MarkUntil(ForgeRig rig, Func<bool> done)
    {
        // The watch may be between two looks: a mark that finds nobody waiting is repeated.
        while (!done())
        {
            rig.Get<IssueMarks>().Mark(RepositoryName.Parse("o/r"));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);
        }
    }

    private static async Task Waiting(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }
}
