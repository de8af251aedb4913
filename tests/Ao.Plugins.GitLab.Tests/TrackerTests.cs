using Ao.Reports;
using Ao.Trackers;

namespace Ao.Plugins.GitLab.Tests;

public sealed class TrackerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_SameKeyTwice_IsOneIssueThatIsFound()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = new IssueRequest { Key = new OperationKey("shop-1/issue/1"), Source = fixture.Source, Title = "A fault", Body = "It breaks.", Labels = ["bug", "ui"], Assignees = ["rita"] };

        Assert.Null(await fixture.Tracker.FindAsync(fixture.Source, request.Key, Token));
        var made = await fixture.Tracker.CreateAsync(request, Token);
        var again = await fixture.Tracker.CreateAsync(request, Token);
        var found = await fixture.Tracker.FindAsync(fixture.Source, request.Key, Token);

        Assert.Equal((made.Id, made.Id), (again.Id, found?.Id));
        Assert.Equal(("A fault", "It breaks.", "ao", true), (found!.Title, found.Body, found.Author, found.IsOpen));
        Assert.Equal(["bug", "ui"], found.Labels);
        Assert.Equal(["rita"], found.Assignees);
        Assert.Single(fixture.Project.Issues);
    }

    [Fact]
    public async Task Create_AnswerLost_IsUnknownAndFound()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = new IssueRequest { Key = new OperationKey("shop-1/issue/1"), Source = fixture.Source, Title = "A fault" };
        fixture.Stub.LosesAnswerTo = static call => call.Method == "POST";

        await Assert.ThrowsAsync<OutcomeUnknownException>(async () => await fixture.Tracker.CreateAsync(request, Token));

        Assert.Equal("1", (await fixture.Tracker.FindAsync(fixture.Source, request.Key, Token))?.Id);
    }

    [Fact]
    public async Task Update_SameKeyTwice_ChangesNothingTheSecondTimeAlsoAfterARestart()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var issue = fixture.Stub.AddIssue(fixture.Project, "A fault");
        var update = new IssueUpdate { Key = new OperationKey("shop-1/update/1"), Source = fixture.Source, Id = "1", Title = "A graver fault", IsOpen = false, Labels = ["bug"], Assignees = ["rita"], Comment = "Done." };

        var changed = await fixture.Tracker.UpdateAsync(update, Token);
        issue.State = "opened";
        issue.Title = "By a person";
        var again = await fixture.Tracker.UpdateAsync(update, Token);

        Assert.Equal(("A graver fault", false), (changed.Title, changed.IsOpen));
        Assert.Equal(["Done."], changed.Comments.Select(comment => comment.Text));
        Assert.Equal(("By a person", true), (again.Title, again.IsOpen));
        Assert.Single(again.Comments);
        using var restarted = new KeptOperations(fixture.Get<PluginEnvironment>());
        Assert.NotNull(await restarted.FindAsync(update.Key, Token));
    }

    [Fact]
    public async Task Update_EmptyText_LeavesTheMark()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var issue = fixture.Stub.AddIssue(fixture.Project, "A fault");
        issue.Description = "It breaks.\n\n<!-- ao-operation: shop-1/issue/1 -->";

        await fixture.Tracker.UpdateAsync(new IssueUpdate { Key = new OperationKey("shop-1/update/1"), Source = fixture.Source, Id = "1", Body = "" }, Token);

        Assert.Equal("<!-- ao-operation: shop-1/issue/1 -->", issue.Description);
    }

    [Fact]
    public async Task Confidential_IsLeftAlone()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddIssue(fixture.Project, "A hole", isConfidential: true);
        var open = fixture.Stub.AddIssue(fixture.Project, "A fault");
        open.Notes.Add(new Stub.StubNote(1, fixture.Stub.Reviewer, "for members", fixture.Stub.Now()) { IsInternal = true });
        open.Notes.Add(new Stub.StubNote(2, fixture.Stub.Reviewer, "changed the title", fixture.Stub.Now()) { IsSystem = true });

        Assert.Null(await fixture.Tracker.GetAsync(fixture.Source, "1", Token));
        Assert.Equal(["2"], (await fixture.Tracker.ListAsync(fixture.Source, new IssueQuery { IncludeClosed = true }, Token).ToListAsync(Token)).Select(issue => issue.Id));
        Assert.Empty((await fixture.Tracker.GetAsync(fixture.Source, "2", Token))!.Comments);
        await Assert.ThrowsAsync<AoException>(async () => await fixture.Tracker.UpdateAsync(new IssueUpdate { Key = new OperationKey("shop-1/update/1"), Source = fixture.Source, Id = "1", Comment = "x" }, Token));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1/notes")]
    [InlineData("")]
    public async Task Get_NoNumber_IsNoIssueAndAsksNothing(string id)
    {
        await using var fixture = await GitLabFixture.StartAsync();

        Assert.Null(await fixture.Tracker.GetAsync(fixture.Source, id, Token));
        Assert.DoesNotContain(fixture.Stub.Calls, call => call.Contains("issues", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_Query_IsAskedOfGitLab()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddIssue(fixture.Project, "The cart loses items").Labels = ["bug", "ui"];
        fixture.Stub.AddIssue(fixture.Project, "The cart is slow").Labels = ["bug"];
        fixture.Stub.AddIssue(fixture.Project, "Old cart").State = "closed";

        async Task<string[]> ListAsync(IssueQuery query) => [.. (await fixture.Tracker.ListAsync(fixture.Source, query, Token).ToListAsync(Token)).Select(issue => issue.Id)];

        Assert.Equal(["2", "1"], await ListAsync(new IssueQuery()));
        Assert.Equal(["1"], await ListAsync(new IssueQuery { Labels = ["bug", "ui"] }));
        Assert.Equal(["3", "2", "1"], await ListAsync(new IssueQuery { IncludeClosed = true, Text = "cart" }));
        await Assert.ThrowsAsync<AoException>(() => ListAsync(new IssueQuery { Labels = ["a,b"] }));
    }

    [Fact]
    public async Task Create_BadInput_IsRefusedBeforeAnythingIsSent()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var request = new IssueRequest { Key = new OperationKey("shop-1/issue/1"), Source = fixture.Source, Title = "A fault" };

        await Assert.ThrowsAsync<AoException>(async () => await fixture.Tracker.CreateAsync(request with { Title = "two\nlines" }, Token));
        await Assert.ThrowsAsync<AoException>(async () => await fixture.Tracker.CreateAsync(request with { Labels = ["a,b"] }, Token));
        Assert.Contains("no user 'nobody'", (await Assert.ThrowsAsync<AoException>(async () => await fixture.Tracker.CreateAsync(request with { Assignees = ["nobody"] }, Token))).Message, StringComparison.Ordinal);
        Assert.Empty(fixture.Project.Issues);
    }

    [Fact]
    public async Task Watch_Changes_AreGivenOnceEachAndFromTheCursorOn()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var feed = (IIssueFeed)fixture.Tracker;
        fixture.Stub.AddIssue(fixture.Project, "One");
        var start = DateTimeOffset.UnixEpoch.ToString("O");
        await using var changes = feed.WatchAsync(fixture.Source, start, Token).GetAsyncEnumerator(Token);

        Assert.True(await changes.MoveNextAsync());
        Assert.Equal("One", changes.Current.Issue.Title);
        fixture.Stub.AddIssue(fixture.Project, "A hole", isConfidential: true);
        fixture.Stub.AddIssue(fixture.Project, "Two");
        Assert.True(await changes.MoveNextAsync());
        Assert.Equal("Two", changes.Current.Issue.Title);

        await using var later = feed.WatchAsync(fixture.Source, changes.Current.Cursor, Token).GetAsyncEnumerator(Token);
        Assert.True(await later.MoveNextAsync());
        Assert.Equal("Two", later.Current.Issue.Title);
        await Assert.ThrowsAsync<AoException>(async () => await feed.WatchAsync(fixture.Source, "yesterday", Token).FirstAsync(Token));
    }

    [Fact]
    public async Task Watch_GitLabIsDown_GoesOnWhenItIsBack()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        fixture.Stub.AddIssue(fixture.Project, "One");
        var failures = 2;
        fixture.Stub.Instead = (call, context) =>
        {
            context.Response.StatusCode = 503;
            return Task.FromResult(call.Path[^1] == "issues" && failures-- > 0);
        };

        var change = await ((IIssueFeed)fixture.Tracker).WatchAsync(fixture.Source, DateTimeOffset.UnixEpoch.ToString("O"), Token).FirstAsync(Token);

        Assert.Equal("One", change.Issue.Title);
    }

    [Fact]
    public async Task Report_SameKeyTwice_IsOneIssueWithAllThatItSays()
    {
        await using var fixture = await GitLabFixture.StartAsync();
        var reporter = fixture.Harness.Get<IReporter>("gitlab");
        var submission = new ReportSubmission
        {
            Key = new OperationKey("shop-1/report/1"),
            Source = fixture.Source,
            FiledAt = DateTimeOffset.UnixEpoch,
            Report = new Report { Type = ReportType.BugReport, Title = "It hangs", Body = "Always.", Severity = ReportSeverity.High, Component = "cart, till", Evidence = ["a trace"], Confidence = 0.5 },
            Attachments = [new AttachedFile { Description = new ReportAttachment { Name = "log`.txt", MediaType = "text/plain", Size = 3, Sha256 = "ab" }, OpenAsync = static _ => ValueTask.FromResult(Stream.Null) }],
        };

        var receipt = await reporter.SubmitAsync(submission, Token);
        var again = await reporter.SubmitAsync(submission, Token);

        Assert.Equal(receipt.Id, again.Id);
        Assert.Equal(receipt.Id, (await reporter.FindAsync(fixture.Source, submission.Key, Token))?.Id);
        var issue = Assert.Single(fixture.Project.Issues);
        Assert.Equal(["bug_report", "severity:high", "component:cart  till"], issue.Labels);
        Assert.Contains("## Evidence\n\na trace", issue.Description, StringComparison.Ordinal);
        Assert.Contains("`log'.txt` (text/plain, 3 bytes", issue.Description, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AoException>(async () => await reporter.SubmitAsync(submission with { Report = submission.Report with { Confidence = 2 } }, Token));
    }
}
