using Ao.Reports;
using Ao.Trackers;

namespace Ao.Plugins.Linear.Tests;

/// <summary>The tracker with Linear's emulator.</summary>
[Collection("Linear")]
public sealed class LinearTrackerTests(LinearStack linear)
{
    [Fact]
    public async Task Create_EverythingNamed_IsInLinear()
    {
        await using var rig = await Rig.StartAsync(linear);
        var label = $"area-{Guid.NewGuid():n}"[..16];

        var created = await rig.Tracker.CreateAsync(
            new IssueRequest { Key = Rig.NewKey(), Source = Rig.Source, Title = "The till is slow", Body = "It takes *ages*.", Labels = ["Bug", label], Assignees = ["dev@example.com"] },
            TestContext.Current.CancellationToken);
        var read = await rig.Tracker.GetAsync(Rig.Source, created.Id, TestContext.Current.CancellationToken);

        Assert.NotNull(read);
        Assert.Matches("^ENG-[0-9]+$", read.Id);
        Assert.Equal(("The till is slow", "It takes *ages*.", true), (read.Title, read.Body, read.IsOpen));
        Assert.Equal(["Bug", label], read.Labels.Order(StringComparer.OrdinalIgnoreCase).Reverse().Order(StringComparer.Ordinal));
        Assert.Equal(["Developer"], read.Assignees);
        Assert.Equal("Admin User", read.Author);
        Assert.NotNull(read.Address);
    }

    [Fact]
    public async Task Create_TwiceUnderOneKey_MakesOneThatIsFoundByTheKey()
    {
        await using var rig = await Rig.StartAsync(linear);
        var request = new IssueRequest { Key = Rig.NewKey(), Source = Rig.Source, Title = "Once" };

        Assert.Null(await rig.Tracker.FindAsync(Rig.Source, request.Key, TestContext.Current.CancellationToken));
        var first = await rig.Tracker.CreateAsync(request, TestContext.Current.CancellationToken);
        var second = await rig.Tracker.CreateAsync(request, TestContext.Current.CancellationToken);
        var found = await rig.Tracker.FindAsync(Rig.Source, request.Key, TestContext.Current.CancellationToken);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.Id, found?.Id);
    }

    [Fact]
    public async Task Create_FilesAndNobodyKnown_NamesTheFilesAndRefusesThePerson()
    {
        await using var rig = await Rig.StartAsync(linear);
        var file = new AttachedFile
        {
            Description = new ReportAttachment { Name = "log.txt", MediaType = "text/plain", Size = 12, Sha256 = new string('a', 64) },
            OpenAsync = static _ => ValueTask.FromResult(Stream.Null),
        };

        var created = await rig.Tracker.CreateAsync(new IssueRequest { Key = Rig.NewKey(), Source = Rig.Source, Title = "With a file", Body = "See", Attachments = [file] }, TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<AoException>(async () =>
            await rig.Tracker.CreateAsync(new IssueRequest { Key = Rig.NewKey(), Source = Rig.Source, Title = "X", Assignees = ["nobody"] }, TestContext.Current.CancellationToken));

        Assert.Contains("log.txt (text/plain, 12 bytes", created.Body, StringComparison.Ordinal);
        Assert.Contains("nobody", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Filters_GivesThoseThatMatchNewestFirst()
    {
        await using var rig = await Rig.StartAsync(linear);
        var word = $"w{Guid.NewGuid():n}";
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            ids.Add((await rig.Tracker.CreateAsync(
                new IssueRequest { Key = Rig.NewKey(), Source = Rig.Source, Title = $"{word} {number}", Labels = number == 1 ? ["Feature"] : [] },
                TestContext.Current.CancellationToken)).Id);
        }

        await rig.Tracker.UpdateAsync(new IssueUpdate { Key = Rig.NewKey(), Source = Rig.Source, Id = ids[0], IsOpen = false }, TestContext.Current.CancellationToken);

        Assert.Equal([ids[2], ids[1]], await IdsAsync(new IssueQuery { Text = word }));
        Assert.Equal([ids[2], ids[1], ids[0]], await IdsAsync(new IssueQuery { Text = word, IncludeClosed = true }));
        Assert.Equal([ids[1]], await IdsAsync(new IssueQuery { Text = word, Labels = ["Feature"] }));

        async Task<List<string>> IdsAsync(IssueQuery query)
        {
            List<string> found = [];
            await foreach (var issue in rig.Tracker.ListAsync(Rig.Source, query, TestContext.Current.CancellationToken))
            {
                found.Add(issue.Id);
            }

            return found;
        }
    }

    [Fact]
    public async Task List_SeveralPages_GivesAll()
    {
        await using var rig = await Rig.StartAsync(linear);
        var word = $"w{Guid.NewGuid():n}";
        for (var number = 0; number < 30; number++)
        {
            await rig.CreateAsync($"{word} {number}");
        }

        var count = 0;
        await foreach (var issue in rig.Tracker.ListAsync(Rig.Source, new IssueQuery { Text = word }, TestContext.Current.CancellationToken))
        {
            Assert.Contains(word, issue.Title, StringComparison.Ordinal);
            count++;
        }

        Assert.Equal(30, count);
    }

    [Fact]
    public async Task Update_ClosedReopenedAndRenamed_FollowsTheTypeOfItsState()
    {
        await using var rig = await Rig.StartAsync(linear);
        var issue = await rig.CreateAsync();

        var closed = await rig.Tracker.UpdateAsync(new IssueUpdate { Key = Rig.NewKey(), Source = Rig.Source, Id = issue.Id, IsOpen = false, Title = "Done", Labels = ["Bug"] }, TestContext.Current.CancellationToken);
        var state = await rig.AskAsync("query($id: String!) { issue(id: $id) { state { name type } } }", new { id = issue.Id });
        var opened = await rig.Tracker.UpdateAsync(new IssueUpdate { Key = Rig.NewKey(), Source = Rig.Source, Id = issue.Id, IsOpen = true, Labels = [] }, TestContext.Current.CancellationToken);

        Assert.Equal((false, "Done"), (closed.IsOpen, closed.Title));
        Assert.Equal(["Bug"], closed.Labels);
        Assert.Equal("completed", state.GetProperty("issue").GetProperty("state").GetProperty("type").GetString());
        Assert.True(opened.IsOpen);
        Assert.Empty(opened.Labels);
    }

    [Fact]
    public async Task Update_WithACommentTwice_CommentsOnceAndLeavesWhatAPersonChangedSince()
    {
        await using var rig = await Rig.StartAsync(linear);
        var issue = await rig.CreateAsync();
        var update = new IssueUpdate { Key = Rig.NewKey(), Source = Rig.Source, Id = issue.Id, Title = "As the session names it", Comment = "Merged." };

        await rig.Tracker.UpdateAsync(update, TestContext.Current.CancellationToken);
        await rig.Tracker.UpdateAsync(new IssueUpdate { Key = Rig.NewKey(), Source = Rig.Source, Id = issue.Id, Title = "As a person names it" }, TestContext.Current.CancellationToken);
        var after = await rig.Tracker.UpdateAsync(update, TestContext.Current.CancellationToken);

        Assert.Equal("As a person names it", after.Title);
        Assert.Equal("Merged.", Assert.Single(after.Comments).Text);
    }

    [Fact]
    public async Task Get_AbsentOrOfAnotherTeam_IsNone()
    {
        await using var rig = await Rig.StartAsync(linear);
        await using var other = await Rig.StartAsync(linear, ("Teams:shop", "OPS"));
        var theirs = await other.CreateAsync();

        Assert.StartsWith("OPS-", theirs.Id, StringComparison.Ordinal);
        Assert.Null(await rig.Tracker.GetAsync(Rig.Source, theirs.Id, TestContext.Current.CancellationToken));
        Assert.Null(await rig.Tracker.GetAsync(Rig.Source, "ENG-999999", TestContext.Current.CancellationToken));
        Assert.Null(await rig.Tracker.GetAsync(Rig.Source, "../etc/passwd", TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Tracker.UpdateAsync(new IssueUpdate { Key = Rig.NewKey(), Source = Rig.Source, Id = theirs.Id, IsOpen = false }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_WithLinksAndComments_NamesTheLinksUnderTheText()
    {
        await using var rig = await Rig.StartAsync(linear);
        var issue = await rig.CreateAsync();
        await rig.AskAsync("mutation($input: AttachmentCreateInput!) { attachmentCreate(input: $input) { success } }", new { input = new { issueId = issue.Id, title = "Pull request 5", url = "https://forge.test/5" } });
        await rig.AskAsync("mutation($input: AttachmentCreateInput!) { attachmentCreate(input: $input) { success } }", new { input = new { issueId = issue.Id, title = "No link", url = "javascript:alert(1)" } });
        await rig.AskAsync("mutation($input: CommentCreateInput!) { commentCreate(input: $input) { success } }", new { input = new { issueId = issue.Id, body = "first" } });
        await rig.AskAsync("mutation($input: CommentCreateInput!) { commentCreate(input: $input) { success } }", new { input = new { issueId = issue.Id, body = "second" } });

        var read = await rig.Tracker.GetAsync(Rig.Source, issue.Id, TestContext.Current.CancellationToken);

        Assert.Equal("Links:\n- Pull request 5: https://forge.test/5\n", read!.Body);
        Assert.Equal(["first", "second"], read.Comments.Select(static comment => comment.Text));
    }

    [Fact]
    public async Task Calls_NoTeam_SaysWhereToNameIt()
    {
        await using var rig = await Rig.StartAsync(linear, ("Team", "NOPE"));

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.CreateAsync());

        Assert.Contains("NOPE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SelfCheck_KnownAndUnknownKey_SaysWhich()
    {
        await using var rig = await Rig.StartAsync(linear);
        await using var stranger = await Rig.StartAsync(linear, ("ApiKey", "lin_api_of_nobody"));

        var known = Assert.Single(await ((ISelfCheck)rig.Tracker).InspectSelfAsync(TestContext.Current.CancellationToken));
        var unknown = Assert.Single(await ((ISelfCheck)stranger.Tracker).InspectSelfAsync(TestContext.Current.CancellationToken));

        Assert.Equal(SelfCheckLevel.Pass, known.Level);
        Assert.Equal(SelfCheckLevel.Fail, unknown.Level);
        Assert.DoesNotContain("lin_api_of_nobody", unknown.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_LimitUsedUp_SayHowLongToWaitAndAskNoMore()
    {
        await using var rig = await Rig.StartAsync(linear);
        await rig.LeaveAsync(0);
        try
        {
            var refused = await Assert.ThrowsAsync<TransientException>(async () => await rig.CreateAsync());
            await rig.LeaveAsync(2_500);
            var waiting = await Assert.ThrowsAsync<TransientException>(async () => await rig.CreateAsync());

            Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(61));
            Assert.InRange(waiting.RetryAfter!.Value, TimeSpan.FromMinutes(55), TimeSpan.FromMinutes(61));
        }
        finally
        {
            await rig.LeaveAsync(2_500);
        }
    }
}
