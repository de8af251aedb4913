using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

public sealed class ForgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_Change_IsPublishedRecordedAndFound()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ChangeAsync(rig, 1, ("a.txt", "a"));

        var opened = await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);

        Assert.Equal(1, opened.Number);
        Assert.Equal(revision, await rig.GitAsync(rig.SourcePath, "rev-parse", "refs/heads/ao/shop-1"));
        Assert.Equal(opened.Number, (await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token)).Number);
        var found = await (await rig.NewScmAsync()).FindPullRequestAsync(rig.Source, rig.Proposal(revision).Key, Token);
        Assert.Equal(rig.Proposal(revision).Body, found?.Body);
        Assert.Null(await rig.Scm.FindPullRequestAsync(rig.Source, new OperationKey("other"), Token));
        Assert.Equal(Mergeability.Mergeable, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.GetPullRequestAsync(rig.Source, 2, Token));
    }

    [Fact]
    public async Task Open_ManyFromTwoHosts_EveryKeyOnceEveryNumberOnce()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ChangeAsync(rig, 1, ("a.txt", "a"));
        var other = await rig.NewScmAsync();
        await other.InspectAsync(rig.Source, Token);

        var opened = await Task.WhenAll(Enumerable.Range(0, 16).Select(async index =>
            await (index % 2 == 0 ? rig.Scm : other).OpenPullRequestAsync(rig.Proposal(revision, (index / 2 % 4) + 1), Token)));

        Assert.Equal([1, 2, 3, 4], opened.Select(static pullRequest => pullRequest.Number).Distinct().Order());
        Assert.All(opened.GroupBy(static pullRequest => pullRequest.Title), static group => Assert.Single(group.Select(static pullRequest => pullRequest.Number).Distinct()));
    }

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    public async Task Merge_CleanCheckout_UpdatesBranchAndFiles(MergeMethod method)
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);

        var result = await rig.Scm.MergeAsync(Merge(rig, 1, revision, method), Token);

        Assert.True(result.Merged, result.Reason);
        Assert.Equal(result.PullRequest.MergeRevision, await rig.GitAsync(rig.SourcePath, "rev-parse", "main"));
        Assert.Equal("a", await File.ReadAllTextAsync(Path.Combine(rig.SourcePath, "a.txt"), Token));
        Assert.Equal("", await rig.GitAsync(rig.SourcePath, "status", "--porcelain"));
        Assert.True((await rig.Scm.MergeAsync(Merge(rig, 1, revision, method), Token)).Merged);
        Assert.Equal(PullRequestState.Merged, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).State);
    }

    [Fact]
    public async Task Merge_ConflictInAFileNamedWithANewline_IsOneEntry()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ChangeAsync(rig, 1, ("a\nfaked.txt", "mine"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        await rig.CommitAsync(rig.SourcePath, "theirs", ("a\nfaked.txt", "theirs"));

        var result = await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token);

        Assert.Equal(["a\nfaked.txt"], result.PullRequest.Conflicts);
        Assert.Contains("a\\u000afaked.txt", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_DirtyCheckout_IsRefusedAndTheFilesStay()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ChangeAsync(rig, 1, ("README.md", "theirs\n"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        await GitRig.WriteAsync(rig.SourcePath, "README.md", "mine\n");

        var result = await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token);

        Assert.False(result.Merged);
        Assert.Contains("uncommitted", result.Reason, StringComparison.Ordinal);
        Assert.Equal("mine\n", await File.ReadAllTextAsync(Path.Combine(rig.SourcePath, "README.md"), Token));
        await rig.GitAsync(rig.SourcePath, "checkout", "--quiet", "README.md");
        Assert.True((await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token)).Merged);
    }

    [Fact]
    public async Task Merge_Conflict_NamesThePaths_AndANewerRevisionMends()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var revision = await rig.CommitAsync(workspace.Path, "mine", ("README.md", "mine\n"));
        await rig.Scm.SnapshotAsync(workspace, Token);
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        await rig.CommitAsync(rig.SourcePath, "theirs", ("README.md", "theirs\n"));

        var conflicting = await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token);
        Assert.False(conflicting.Merged);
        Assert.Equal(["README.md"], conflicting.PullRequest.Conflicts);
        Assert.Equal(Mergeability.Conflicting, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);

        await rig.GitAsync(workspace.Path, "fetch", "--quiet", rig.SourcePath, "main");
        await rig.TryGitAsync(workspace.Path, "merge", "--quiet", "FETCH_HEAD");
        var newer = await rig.CommitAsync(workspace.Path, "resolved", ("README.md", "both\n"));
        await rig.Scm.SnapshotAsync(workspace, Token);
        var update = new PullRequestUpdate { Key = new OperationKey("u"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = newer };
        Assert.Equal(newer, (await rig.Scm.UpdatePullRequestAsync(update, Token)).HeadRevision);
        Assert.Equal(newer, (await rig.Scm.UpdatePullRequestAsync(update, Token)).HeadRevision);

        var stale = await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token);
        Assert.False(stale.Merged);
        Assert.Contains(newer, stale.Reason, StringComparison.Ordinal);
        Assert.True((await rig.Scm.MergeAsync(Merge(rig, 1, newer), Token)).Merged);
        Assert.Equal("both\n", await File.ReadAllTextAsync(Path.Combine(rig.SourcePath, "README.md"), Token));
    }

    [Fact]
    public async Task Checks_RunOnTheMergedResult_OnceATree_AndBlockTheMerge()
    {
        var log = Path.Combine(Path.GetTempPath(), $"ao-check-{Guid.NewGuid():n}");
        await using var rig = await GitRig.StartAsync(new Dictionary<string, string?>
        {
            ["Checks:both:Command:0"] = "sh",
            ["Checks:both:Command:1"] = "-c",
            ["Checks:both:Command:2"] = $"echo ran >> {log}; ls; test -f a.txt && test -f base.txt && ! test -f bad.txt",
        });
        try
        {
            var workspace = await rig.OpenAsync();
            var revision = await rig.CommitAsync(workspace.Path, "a", ("a.txt", "a"), ("bad.txt", "bad"));
            await rig.Scm.SnapshotAsync(workspace, Token);
            await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
            await rig.CommitAsync(rig.SourcePath, "base", ("base.txt", "b"));

            var failed = await rig.Scm.GetChecksAsync(rig.Source, 1, Token);
            Assert.Equal(CheckState.Failed, failed.State);
            Assert.Contains("bad.txt", failed.Checks[0].Excerpt, StringComparison.Ordinal);
            Assert.Equal(revision, failed.Revision);
            Assert.False((await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token)).Merged);
            Assert.Single(await File.ReadAllLinesAsync(log, Token));

            File.Delete(Path.Combine(workspace.Path, "bad.txt"));
            var mended = await rig.CommitAsync(workspace.Path, "mended");
            await rig.Scm.SnapshotAsync(workspace, Token);
            await rig.Scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("u"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = mended }, Token);
            Assert.Equal(CheckState.Passed, (await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).State);
            Assert.True((await rig.Scm.MergeAsync(Merge(rig, 1, mended), Token)).Merged);
            Assert.Equal(CheckState.Passed, (await rig.Scm.GetChecksAsync(rig.Source, 1, Token)).State);
            Assert.Equal(2, (await File.ReadAllLinesAsync(log, Token)).Length);
        }
        finally
        {
            File.Delete(log);
        }
    }

    [Fact]
    public async Task Reviews_RequestedChanges_BlockUntilApproved()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        var review = new ReviewRequest { Key = new OperationKey("r1"), Source = rig.Source, Number = 1, Author = "ann", Verdict = ReviewVerdict.RequestChanges, Revision = revision, Body = "No." };

        var added = await rig.Scm.AddReviewAsync(review, Token);
        Assert.Equal(added, await rig.Scm.AddReviewAsync(review, Token));
        Assert.Equal(Mergeability.Blocked, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
        Assert.Contains("ann", (await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token)).Reason, StringComparison.Ordinal);

        await rig.Scm.AddReviewAsync(review with { Key = new OperationKey("r2"), Verdict = ReviewVerdict.Approve, Body = "Yes." }, Token);
        Assert.Equal(["No.", "Yes."], (await rig.Scm.ListReviewsAsync(rig.Source, 1, Token)).Select(static entry => entry.Body));
        Assert.True((await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token)).Merged);
    }

    [Fact]
    public async Task Reviews_ClockStandsStillOrGoesBack_TheLaterVerdictHolds()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        string[] said = ["0", "1", "2", "3", "4", "5", "6", "7"];

        foreach (var body in said)
        {
            var time = new StoppedClock(DateTimeOffset.UnixEpoch.AddDays(body is "0" or "1" ? 100 : 50));
            var verdict = body == "7" ? ReviewVerdict.Approve : ReviewVerdict.RequestChanges;
            var scm = await rig.NewScmAsync(time: time);
            await scm.AddReviewAsync(new ReviewRequest { Key = new OperationKey($"r{body}"), Source = rig.Source, Number = 1, Author = "ann", Verdict = verdict, Revision = revision, Body = body }, Token);
        }

        Assert.Equal(said, (await rig.Scm.ListReviewsAsync(rig.Source, 1, Token)).Select(static review => review.Body));
        Assert.True((await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token)).Merged);
    }

    [Fact]
    public async Task Forks_TargetSwitched_ChangesArePublishedThereOnly()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ChangeAsync(rig, 1, ("a.txt", "a"));
        var request = new ForkRequest { Key = new OperationKey("fork/1"), Source = rig.Source, Owner = "team-b" };

        var fork = await rig.Scm.CreateForkAsync(request, Token);
        Assert.Equal(fork, await rig.Scm.CreateForkAsync(request, Token));
        Assert.Equal(fork, await (await rig.NewScmAsync()).FindForkAsync(rig.Source, request.Key, Token));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.CreateForkAsync(request with { Key = new OperationKey("fork/2") }, Token));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.CreateForkAsync(request with { Key = new OperationKey("fork/2"), Owner = "../x" }, Token));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.SetPushTargetAsync(rig.Source, "/elsewhere", Token));
        Assert.Equal(rig.SourcePath, await rig.Scm.GetPushTargetAsync(rig.Source, Token));
        await rig.Scm.SetPushTargetAsync(rig.Source, fork.Location, Token);
        Assert.Equal(fork.Location, await rig.Scm.GetPushTargetAsync(rig.Source, Token));
        var elsewhere = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token));
        Assert.Contains("by now", elsewhere.Message, StringComparison.Ordinal);
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision) with { PushTarget = fork.Location }, Token);
        Assert.False((await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token)).Merged);
        var result = await rig.Scm.MergeAsync(Merge(rig, 1, revision) with { PushTarget = fork.Location }, Token);

        Assert.True(result.Merged, result.Reason);
        Assert.Equal("main", await rig.GitAsync(rig.SourcePath, "for-each-ref", "--format=%(refname:short)", "refs/heads"));
        Assert.Equal(result.PullRequest.MergeRevision, await rig.GitAsync(fork.Location, "--git-dir=.", "rev-parse", "main"));
    }

    [Fact]
    public async Task Open_BranchOfSomebodyElse_IsNeverForced()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.GitAsync(rig.SourcePath, "checkout", "--quiet", "-b", "ao/shop-1");
        var theirs = await rig.CommitAsync(rig.SourcePath, "theirs", ("b.txt", "b"));
        await rig.GitAsync(rig.SourcePath, "checkout", "--quiet", "main");

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token));

        Assert.Contains("ao/shop-1", error.Message, StringComparison.Ordinal);
        Assert.Equal(theirs, await rig.GitAsync(rig.SourcePath, "rev-parse", "ao/shop-1"));
        Assert.Null(await rig.Scm.FindPullRequestAsync(rig.Source, rig.Proposal(revision).Key, Token));
    }

    [Fact]
    public async Task Update_AgentAmendedItsWork_TakesThePlaceOfWhatWasPublished_ButOfNothingElse()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(workspace.Path, "a.txt", "first");
        var first = (await rig.Scm.SnapshotAsync(workspace, Token)).Revision;
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(first), Token);
        await GitRig.WriteAsync(workspace.Path, "a.txt", "second");
        var second = (await rig.Scm.SnapshotAsync(workspace, Token)).Revision;

        await rig.Scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("u"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = second }, Token);
        Assert.Equal(second, await rig.GitAsync(rig.SourcePath, "rev-parse", "ao/shop-1"));

        await rig.GitAsync(rig.SourcePath, "checkout", "--quiet", "ao/shop-1");
        var theirs = await rig.CommitAsync(rig.SourcePath, "theirs", ("b.txt", "b"));
        await rig.GitAsync(rig.SourcePath, "checkout", "--quiet", "main");
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("v"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = first }, Token));
        Assert.Equal(theirs, await rig.GitAsync(rig.SourcePath, "rev-parse", "ao/shop-1"));
    }

    [Fact]
    public async Task Update_TextAndClose_AreKept()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);

        var updated = await rig.Scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("u"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Title = "$(touch x) -x", Body = "b\u202e", Close = true }, Token);

        Assert.Equal("$(touch x) -x", updated.Title);
        Assert.Equal(PullRequestState.Closed, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).State);
        Assert.False((await rig.Scm.MergeAsync(Merge(rig, 1, revision), Token)).Merged);
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("u"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Title = "two\nlines" }, Token));
    }

    internal static MergeRequest Merge(GitRig rig, int number, string revision, MergeMethod method = MergeMethod.Merge) =>
        new() { Key = new OperationKey($"merge/{number}"), Source = rig.Source, Number = number, PushTarget = rig.SourcePath, HeadBranch = $"ao/shop-{number}", ExpectedRevision = revision, Method = method };

    internal static Task<string> ChangeAsync(GitRig rig, int session, params (string Path, string Text)[] files) => ChangeAsync(rig, rig.Scm, session, files);

    internal static async Task<string> ChangeAsync(GitRig rig, IScm scm, int session, params (string Path, string Text)[] files)
    {
        var workspace = await rig.OpenAsync(session, scm: scm);
        foreach (var (path, text) in files)
        {
            await GitRig.WriteAsync(workspace.Path, path, text);
        }

        return (await scm.SnapshotAsync(workspace, Token)).Revision;
    }
}
