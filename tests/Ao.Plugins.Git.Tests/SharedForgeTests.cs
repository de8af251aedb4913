using Ao.Scm;
using Ao.TestSupport;
using Ao.Trackers;

namespace Ao.Plugins.Git.Tests;

/// <summary>Several hosts, each with a data folder of its own, on one forge.</summary>
public sealed class SharedForgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PullRequest_OpenedByOneHost_IsCheckedOutTakenUpUpdatedAndMergedByAnother()
    {
        await using var rig = await GitRig.StartAsync();
        var checks = new Dictionary<string, string?> { ["Checks:test:Command:0"] = "test", ["Checks:test:Command:1"] = "-f", ["Checks:test:Command:2"] = "a.txt" };
        var first = await rig.NewHostAsync("one", checks);
        var second = await rig.NewHostAsync("two", checks);
        var revision = await ForgeTests.ChangeAsync(rig, first, 1, ("a.txt", "a"));
        Assert.Equal(1, (await first.OpenPullRequestAsync(rig.Proposal(revision), Token)).Number);

        var seen = await second.GetPullRequestAsync(rig.Source, 1, Token);
        Assert.Equal(revision, seen.HeadRevision);
        Assert.Equal(Mergeability.Unknown, seen.Mergeability);
        Assert.Equal(CheckState.Passed, (await second.GetChecksAsync(rig.Source, 1, Token)).State);
        Assert.Equal(Mergeability.Mergeable, (await first.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
        await using (var checkout = await second.CheckOutAsync(rig.Source, revision, Token))
        {
            Assert.Equal("a", await File.ReadAllTextAsync(Path.Combine(checkout.Path, "a.txt"), Token));
        }

        Assert.Equal(1, (await second.SummarizeAsync(rig.Source, await rig.GitAsync(rig.SourcePath, "rev-parse", "main"), revision, Token)).Files);
        var workspace = await second.OpenWorkspaceAsync(rig.Request(2) with { Revision = revision }, Token);
        Assert.True(File.Exists(Path.Combine(workspace.Path, "a.txt")));
        var newer = await rig.CommitAsync(workspace.Path, "taken up", ("b.txt", "b"));
        await second.SnapshotAsync(workspace, Token);
        await second.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("two/update"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = newer }, Token);
        Assert.Equal(newer, (await first.GetPullRequestAsync(rig.Source, 1, Token)).HeadRevision);
        var merged = await second.MergeAsync(ForgeTests.Merge(rig, 1, newer), Token);

        Assert.True(merged.Merged, merged.Reason);
        Assert.Equal(PullRequestState.Merged, (await first.GetPullRequestAsync(rig.Source, 1, Token)).State);
        await using var result = await first.CheckOutAsync(rig.Source, merged.PullRequest.MergeRevision!, Token);
        Assert.True(File.Exists(Path.Combine(result.Path, "b.txt")));
    }

    [Fact]
    public async Task Open_ManyFromHostsThatStartTogether_EveryKeyOnceEveryNumberOnce()
    {
        await using var rig = await GitRig.StartAsync();
        var hosts = new List<GitScm>();
        for (var host = 0; host < 4; host++)
        {
            hosts.Add(await rig.NewHostAsync($"host-{host}"));
        }

        var opened = await Task.WhenAll(Enumerable.Range(1, 12).Select(async session =>
        {
            var scm = hosts[session % hosts.Count];
            var revision = await ForgeTests.ChangeAsync(rig, scm, session, ($"{session}.txt", "x"));
            var twice = await Task.WhenAll(scm.OpenPullRequestAsync(rig.Proposal(revision, session), Token).AsTask(), scm.OpenPullRequestAsync(rig.Proposal(revision, session), Token).AsTask());
            Assert.Equal(twice[0].Number, twice[1].Number);
            return twice[0];
        }));

        Assert.Equal(Enumerable.Range(1, 12), opened.Select(static pullRequest => pullRequest.Number).Order());
        Assert.Single(Directory.GetDirectories(rig.Forge, "*.git"));
        Assert.Empty(Directory.GetDirectories(rig.Forge, ".*"));
    }

    [Fact]
    public async Task Reviews_FromTwoHostsAtOnce_HaveOneOrderAndOnePerKey()
    {
        await using var rig = await GitRig.StartAsync();
        var first = await rig.NewHostAsync("one");
        var second = await rig.NewHostAsync("two");
        var revision = await ForgeTests.ChangeAsync(rig, first, 1, ("a.txt", "a"));
        await first.OpenPullRequestAsync(rig.Proposal(revision), Token);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(index => (index % 2 == 0 ? first : second).AddReviewAsync(
            new ReviewRequest { Key = new OperationKey($"review/{index / 4}"), Source = rig.Source, Number = 1, Author = $"reviewer {index / 4}", Verdict = ReviewVerdict.Approve, Revision = revision }, Token).AsTask()));
        await second.AddReviewAsync(new ReviewRequest { Key = new OperationKey("review/last"), Source = rig.Source, Number = 1, Author = "reviewer 0", Verdict = ReviewVerdict.RequestChanges, Revision = revision }, Token);

        var reviews = await first.ListReviewsAsync(rig.Source, 1, Token);
        Assert.Equal(5, reviews.Count);
        Assert.Equal(ReviewVerdict.RequestChanges, reviews[^1].Verdict);
        Assert.Equal(await second.ListReviewsAsync(rig.Source, 1, Token), reviews);
        Assert.Equal(Mergeability.Blocked, (await first.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
    }

    [Fact]
    public async Task Merge_TwoHostsAtOnce_OneMerge()
    {
        await using var rig = await GitRig.StartAsync();
        var first = await rig.NewHostAsync("one");
        var second = await rig.NewHostAsync("two");
        var revision = await ForgeTests.ChangeAsync(rig, first, 1, ("a.txt", "a"));
        await first.OpenPullRequestAsync(rig.Proposal(revision), Token);

        var results = await Task.WhenAll(first.MergeAsync(ForgeTests.Merge(rig, 1, revision), Token).AsTask(), second.MergeAsync(ForgeTests.Merge(rig, 1, revision), Token).AsTask());

        Assert.Contains(results, static result => result.Merged);
        Assert.Equal("1", await rig.GitAsync(rig.SourcePath, "rev-list", "--count", "--merges", "main"));
        Assert.True((await second.MergeAsync(ForgeTests.Merge(rig, 1, revision), Token)).Merged);
        Assert.True((await first.MergeAsync(ForgeTests.Merge(rig, 1, revision), Token)).Merged);
    }

    [Fact]
    public async Task Issues_OfTwoHosts_AreTheSame()
    {
        await using var rig = await GitRig.StartAsync();
        var first = (await rig.StartHostAsync("one")).Get<ITracker>("git");
        var second = (await rig.StartHostAsync("two")).Get<ITracker>("git");
        Directory.CreateSymbolicLink(Path.Combine(rig.Root, "way"), rig.SourcePath);
        var otherWay = rig.Source with { Location = Path.Combine(rig.Root, "way") };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(index => (index % 2 == 0 ? first : second).CreateAsync(
            new IssueRequest { Key = new OperationKey($"issue/{index / 2}"), Source = index % 2 == 0 ? rig.Source : otherWay, Title = $"Issue {index / 2}" }, Token).AsTask()));

        Assert.Equal(4, (await ListAsync(first, rig.Source)).Count);
        Assert.Equal((await ListAsync(first, rig.Source)).Select(static issue => issue.Title), (await ListAsync(second, otherWay)).Select(static issue => issue.Title));
    }

    [Fact]
    public async Task Forks_OfTwoHostsAtOnce_OneIsRecordedAndBothPublishThere()
    {
        await using var rig = await GitRig.StartAsync();
        var first = await rig.NewHostAsync("one");
        var second = await rig.NewHostAsync("two");
        var request = new ForkRequest { Key = new OperationKey("fork/1"), Source = rig.Source, Owner = "team-b" };

        var attempts = new[] { first, second }.Select(async scm =>
        {
            try
            {
                return await scm.CreateForkAsync(request, Token);
            }
            catch (AoException exception)
            {
                Assert.Contains("at the same time", exception.Message, StringComparison.Ordinal);
                return null;
            }
        });
        var made = (await Task.WhenAll(attempts)).OfType<Fork>().ToArray();

        Assert.NotEmpty(made);
        var fork = await second.FindForkAsync(rig.Source, request.Key, Token);
        Assert.All(made, one => Assert.Equal(fork, one));
        Assert.Equal([fork!.Location], Directory.GetDirectories(Path.GetDirectoryName(fork.Location)!));
        await first.SetPushTargetAsync(rig.Source, fork.Location, Token);
        Assert.Equal(fork.Location, await second.GetPushTargetAsync(rig.Source, Token));
    }

    [Fact]
    public async Task Start_AnotherHostIsAtWork_LeavesItsFilesAlone()
    {
        await using var rig = await GitRig.StartAsync();
        var first = await rig.NewHostAsync("one");
        var revision = await ForgeTests.ChangeAsync(rig, first, 1, ("a.txt", "a"));
        await using var checkout = await first.CheckOutAsync(rig.Source, revision, Token);
        var scratch = Path.Combine(rig.DataOf("one"), "projects", "shop", "scratch", "half");
        var draft = Path.Combine(rig.Forge, ".half");
        Directory.CreateDirectory(scratch);
        Directory.CreateDirectory(draft);

        var second = await rig.NewHostAsync("two");
        Assert.Empty(await second.ListClaimsAsync(rig.Source, Token));

        Assert.True(Directory.Exists(checkout.Path));
        Assert.True(Directory.Exists(scratch));
        Assert.True(Directory.Exists(draft));
    }

    [Fact]
    public async Task Start_ForgeWithinTheSource_IsRefused()
    {
        await using var rig = await GitRig.StartAsync();
        var scm = await rig.NewScmAsync(new Dictionary<string, string?> { ["Forge"] = Path.Combine(rig.SourcePath, "forge") });

        var error = await Assert.ThrowsAsync<AoException>(async () => await scm.ListClaimsAsync(rig.Source, Token));

        Assert.Contains("lies within", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("forge")]
    [InlineData("../forge")]
    [InlineData("")]
    public async Task Options_ForgeIsNoFullPath_IsRefused(string forge)
    {
        await using var rig = await GitRig.StartAsync();

        var error = await Assert.ThrowsAnyAsync<Exception>(async () => await rig.NewScmAsync(new Dictionary<string, string?> { ["Forge"] = forge }));

        Assert.Contains("no full path", error.Message, StringComparison.Ordinal);
    }

    private static async Task<List<Issue>> ListAsync(ITracker tracker, ProjectSource source)
    {
        var issues = new List<Issue>();
        await foreach (var issue in tracker.ListAsync(source, new IssueQuery(), Token))
        {
            issues.Add(issue);
        }

        return issues;
    }
}
