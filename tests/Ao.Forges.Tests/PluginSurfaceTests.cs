using Ao.Plugins.GitHub;
using Ao.Scm;
using Ao.TestSupport;
using Ao.Trackers;

namespace Ao.Forges.Tests;

/// <summary>What the plugin offers, over real HTTP; and every call that it makes by REST is one that the published description allows.</summary>
public sealed class PluginSurfaceTests(GitHubStack github, ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PullRequest_OpenedChangedReviewedAndMerged_IsAsTheForgeHasIt()
    {
        using var shop = await Shop.CreateAsync(github, ("a.txt", "1\n"), ("b.txt", "1\n"));
        await using var harness = await HarnessAsync(shop);
        var scm = harness.Get<IScm>("github");
        var host = (IPullRequestHost)scm;
        var source = SourceOf(shop);
        var revision = await shop.PushAsync("fix/one", "main", ("a.txt", "2\n"));
        await shop.SendAsync("admin", HttpMethod.Put, shop.Api("/branches/main/protection"), new
        {
            required_status_checks = new { strict = false, contexts = (string[])["build"] },
            enforce_admins = (bool?)null,
            required_pull_request_reviews = new { required_approving_review_count = 1 },
            restrictions = (object?)null,
        });

        var number = (await shop.SendAsync("octocat", HttpMethod.Post, shop.Api("/pulls"), new { title = "One", head = "fix/one", @base = "main", body = "Text", draft = true }))!["number"]!.GetValue<int>();
        var draft = await host.GetPullRequestAsync(source, number, Token);
        var ready = await host.UpdatePullRequestAsync(new PullRequestUpdate { Key = NewKey(), Source = source, Number = number, PushTarget = draft.PushTarget, HeadBranch = draft.HeadBranch, Title = "The first", IsDraft = false }, Token);
        await shop.ReportAsync(revision, "build", passed: false, "compiling\nerror: the sum is wrong\n", "Compile");
        var red = await ((ICheckHost)scm).GetChecksAsync(source, number, Token);
        await shop.SendAsync("reviewer", HttpMethod.Post, shop.Api($"/pulls/{number}/reviews"), new { @event = "REQUEST_CHANGES", body = "Not yet", comments = new[] { new { path = "a.txt", line = 1, side = "RIGHT", body = "why two?" } } });
        var reviews = await ((IReviewHost)scm).ListReviewsAsync(source, number, Token);
        var thread = Assert.Single(await ((IReviewThreadHost)scm).ListThreadsAsync(source, number, Token));
        var blocked = await host.GetPullRequestAsync(source, number, Token);
        await ((IReviewThreadHost)scm).ResolveThreadAsync(source, number, thread.Id, resolved: true, Token);
        await shop.ReportAsync(revision, "build", passed: true);
        await shop.SendAsync("reviewer", HttpMethod.Post, shop.Api($"/pulls/{number}/reviews"), new { @event = "APPROVE" });
        var merged = await host.MergeAsync(new MergeRequest { Key = NewKey(), Source = source, Number = number, PushTarget = draft.PushTarget, HeadBranch = draft.HeadBranch, ExpectedRevision = revision, Method = MergeMethod.Squash }, Token);
        var after = await host.GetPullRequestAsync(source, number, Token);

        Assert.True(draft.IsDraft);
        Assert.Equal((false, "The first", PullRequestState.Open), (ready.IsDraft, ready.Title, ready.State));
        var check = Assert.Single(red.Checks, static check => check.Name == "build");
        Assert.Equal((CheckState.Failed, "Compile"), (check.State, check.Step));
        Assert.Contains("the sum is wrong", check.Excerpt, StringComparison.Ordinal);
        Assert.Equal(ReviewVerdict.RequestChanges, Assert.Single(reviews).Verdict);
        Assert.Equal(("a.txt", 1, false), (thread.Path, thread.Line, thread.IsResolved));
        Assert.NotEmpty(blocked.Obstacles);
        Assert.True(Assert.Single(await ((IReviewThreadHost)scm).ListThreadsAsync(source, number, Token)).IsResolved);
        Assert.True(merged.Merged, merged.Reason);
        Assert.Equal(PullRequestState.Merged, after.State);
        Assert.Equal("2", await shop.ReadAsync("main", "a.txt"));
        await AssertContractAsync(shop);
    }

    [Fact]
    public async Task Merge_BaseHasAQueue_WaitsInItAndIsMergedWhenItsTurnComes()
    {
        using var shop = await Shop.CreateAsync(github, ("a.txt", "1\n"));
        await using var harness = await HarnessAsync(shop);
        var host = (IPullRequestHost)harness.Get<IScm>("github");
        var source = SourceOf(shop);
        var revision = await shop.PushAsync("fix/one", "main", ("a.txt", "2\n"));
        await shop.SendAsync("admin", HttpMethod.Post, $"/_ao/repos/{shop.Name}/queue", new { branch = "main" });
        var number = (await shop.SendAsync("octocat", HttpMethod.Post, shop.Api("/pulls"), new { title = "One", head = "fix/one", @base = "main" }))!["number"]!.GetValue<int>();
        var pull = await host.GetPullRequestAsync(source, number, Token);
        var request = new MergeRequest { Key = NewKey(), Source = source, Number = number, PushTarget = pull.PushTarget, HeadBranch = pull.HeadBranch, ExpectedRevision = revision };

        var queued = await host.MergeAsync(request, Token);
        var again = await host.MergeAsync(request, Token);
        var waiting = await host.GetPullRequestAsync(source, number, Token);
        await shop.SendAsync("admin", HttpMethod.Post, $"/_ao/repos/{shop.Name}/queue/run");
        var after = await host.MergeAsync(request, Token);

        Assert.Equal((false, true, PullRequestState.Open), (queued.Merged, queued.IsQueued, waiting.State));
        Assert.Equal((false, true), (again.Merged, again.IsQueued));
        Assert.Equal((true, PullRequestState.Merged), (after.Merged, after.PullRequest.State));
        Assert.Equal("2", await shop.ReadAsync("main", "a.txt"));
        await AssertContractAsync(shop);
    }

    [Fact]
    public async Task Tracker_CreatedListedAndClosed_IsAsTheForgeHasIt()
    {
        using var shop = await Shop.CreateAsync(github, ("a.txt", "1\n"));
        await using var harness = await HarnessAsync(shop);
        var tracker = harness.Get<ITracker>("github");
        var source = SourceOf(shop);
        var request = new IssueRequest { Key = NewKey(), Source = source, Title = "Slow", Body = "It is slow.", Labels = ["bug"], Assignees = ["octocat"] };

        var created = await tracker.CreateAsync(request, Token);
        var found = await tracker.FindAsync(source, request.Key, Token);
        var changed = await tracker.UpdateAsync(new IssueUpdate { Key = NewKey(), Source = source, Id = created.Id, Comment = "Mended.", IsOpen = false, Labels = ["bug", "done"] }, Token);
        List<Issue> all = [];
        await foreach (var issue in tracker.ListAsync(source, new IssueQuery { IncludeClosed = true, Labels = ["bug"] }, Token))
        {
            all.Add(issue);
        }

        Assert.Equal(created.Id, found?.Id);
        Assert.Equal((false, "Slow"), (changed.IsOpen, changed.Title));
        Assert.Contains(changed.Comments, static comment => comment.Text.Contains("Mended.", StringComparison.Ordinal));
        Assert.Equal([created.Id], all.Select(static issue => issue.Id));
        await AssertContractAsync(shop);
    }

    [Fact]
    public async Task Forks_MadeBehindAndBroughtUp_AreAsGitHasThem()
    {
        using var shop = await Shop.CreateAsync(github, ("a.txt", "1\n"));
        await using var harness = await HarnessAsync(shop);
        var scm = harness.Get<IScm>("github");
        var network = (IForkNetwork)scm;
        var source = SourceOf(shop);

        var fork = await ((IForkHost)scm).CreateForkAsync(new ForkRequest { Key = NewKey(), Source = source, Owner = "octocat" }, Token);
        await shop.PushAsync("main", "main", ("a.txt", "2\n"));
        var behind = await network.GetDivergenceAsync(source, fork, "main", Token);
        var synced = await network.SyncForkAsync(new ForkSyncRequest { Key = NewKey(), Source = source, Fork = fork, Branch = "main" }, Token);
        var again = await network.GetDivergenceAsync(source, fork, "main", Token);

        Assert.Equal((0, 1), (behind.Ahead, behind.Behind));
        Assert.Equal(ForkSyncOutcome.FastForwarded, synced.Outcome);
        Assert.Equal((0, 0), (again.Ahead, again.Behind));
        Assert.Contains(await network.ListForksAsync(source, Token), found => found.Owner == "octocat");
        await AssertContractAsync(shop);
    }

    private static OperationKey NewKey() => new($"test/{Guid.NewGuid():n}");

    private static ProjectSource SourceOf(Shop shop) => new() { Project = new ProjectId("shop"), Location = shop.Web.AbsoluteUri };

    private static Task<PluginHarness> HarnessAsync(Shop shop) => PluginHarness.StartAsync<GitHubPlugin>(new Dictionary<string, string?>
    {
        ["Address"] = shop.Stack.GitHub!.AbsoluteUri.TrimEnd('/'),
        ["Token"] = shop.Stack.People["octocat"],
        ["GitAddress"] = $"file://{GitHubStack.GitFolder}/{{owner}}/{{name}}.git",
        ["WriteInterval"] = "00:00:00",
    });

    /// <summary>Fails where a call was against the published description; the emulator's own deviations are only written out.</summary>
    private async Task AssertContractAsync(Shop shop)
    {
        var calls = (await shop.CallsAsync()).Where(call => call.Path.Contains(shop.Name, StringComparison.Ordinal) || !call.Path.StartsWith("/repos/", StringComparison.Ordinal)).ToList();
        foreach (var call in calls.Where(static call => call.Violations.Count > 0))
        {
            output.WriteLine(call.ToString());
        }

        // How a test makes its repository is not the plugin's.
        Assert.All(calls.Where(static call => !call.Path.StartsWith("/orgs/", StringComparison.Ordinal)), static call => Assert.True(!call.OfTheCaller.Any(), call.ToString()));
        Assert.True(calls.Count > 3);
    }
}
