using System.Globalization;
using Ao.Commands;
using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

/// <summary>Merges that reached the base branch before anybody wrote that down.</summary>
public sealed class MergeRecoveryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    public async Task Update_HeadWasMergedByAHostThatDied_IsRefusedAndTheMergeIsRecorded(MergeMethod method)
    {
        await using var rig = await GitRig.StartAsync();
        var (first, second) = await ProposeAsync(rig);
        await DieAfterPushAsync(rig, first, method);

        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.UpdatePullRequestAsync(Update(rig, second), Token));

        var recorded = await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token);
        Assert.Equal(PullRequestState.Merged, recorded.State);
        Assert.Equal(first, recorded.HeadRevision);
        Assert.Equal(await rig.GitAsync(rig.SourcePath, "rev-parse", "main"), recorded.MergeRevision);
    }

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    public async Task Merge_NewerHeadThanTheOnePushed_IsMergedItself(MergeMethod method)
    {
        await using var rig = await GitRig.StartAsync();
        var (first, second) = await ProposeAsync(rig);

        // The push of the first host arrives after the update was accepted: it was on its way when its host was killed.
        var before = await rig.GitAsync(rig.SourcePath, "rev-parse", "main");
        await DieAfterPushAsync(rig, first, method);
        var pushed = await rig.GitAsync(rig.SourcePath, "rev-parse", "main");
        await rig.GitAsync(rig.SourcePath, "reset", "--quiet", "--hard", before);
        await rig.Scm.UpdatePullRequestAsync(Update(rig, second), Token);
        await rig.GitAsync(rig.SourcePath, "reset", "--quiet", "--hard", pushed);

        var result = await rig.Scm.MergeAsync(ForgeTests.Merge(rig, 1, second, method), Token);

        Assert.True(result.Merged, result.Reason);
        Assert.Equal("second", await File.ReadAllTextAsync(Path.Combine(rig.SourcePath, "b.txt"), Token));
    }

    [Theory]
    [InlineData(MergeMethod.Merge)]
    [InlineData(MergeMethod.Squash)]
    public async Task Merge_OrphanedPushArrivesAfterAnotherWasPrepared_MergesOnce(MergeMethod method)
    {
        await using var rig = await GitRig.StartAsync();
        var (first, _) = await ProposeAsync(rig);
        var before = await rig.GitAsync(rig.SourcePath, "rev-parse", "main");
        await DieAfterPushAsync(rig, first, method);
        var pushed = await rig.GitAsync(rig.SourcePath, "rev-parse", "main");
        await rig.GitAsync(rig.SourcePath, "reset", "--quiet", "--hard", before);

        // A second host prepares a merge of its own, with another message, and dies too; then the first push arrives.
        await rig.Scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("t"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Title = "Other" }, Token);
        await DieBeforePushAsync(rig, first, method);
        await rig.GitAsync(rig.SourcePath, "reset", "--quiet", "--hard", pushed);
        var result = await rig.Scm.MergeAsync(ForgeTests.Merge(rig, 1, first, method), Token);

        Assert.True(result.Merged, result.Reason);
        Assert.Equal(pushed, result.PullRequest.MergeRevision);
        Assert.Equal(pushed, await rig.GitAsync(rig.SourcePath, "rev-parse", "main"));
    }

    [Fact]
    public async Task Merge_AlreadyMergedByHand_IsRecordedWithoutASecondMerge()
    {
        await using var rig = await GitRig.StartAsync();
        var (first, _) = await ProposeAsync(rig);
        await rig.GitAsync(rig.SourcePath, "merge", "--quiet", "--no-ff", "-m", "by hand", first);
        var byHand = await rig.GitAsync(rig.SourcePath, "rev-parse", "main");

        var result = await rig.Scm.MergeAsync(ForgeTests.Merge(rig, 1, first), Token);

        Assert.True(result.Merged, result.Reason);
        Assert.Equal(byHand, await rig.GitAsync(rig.SourcePath, "rev-parse", "main"));
    }

    [Fact]
    public async Task Refs_FolderCannotBeMade_FailsOnceWithTheReason()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(workspace.Path, "a.txt", "a");
        await GitRig.WriteAsync(Path.Combine(rig.Control, "refs", "ao"), "snapshots", "in the way");
        var runner = new CountingRunner();
        var scm = await rig.NewScmAsync(runner: runner);

        await Assert.ThrowsAsync<GitException>(async () => await scm.SnapshotAsync(workspace, Token));

        Assert.True(runner.Calls < 30, string.Create(CultureInfo.InvariantCulture, $"{runner.Calls} commands"));
    }

    private static PullRequestUpdate Update(GitRig rig, string revision) => new() { Key = new OperationKey("u"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = revision };

    private static async Task<(string First, string Second)> ProposeAsync(GitRig rig)
    {
        var workspace = await rig.OpenAsync();
        var first = await rig.CommitAsync(workspace.Path, "first", ("a.txt", "first"));
        await rig.Scm.SnapshotAsync(workspace, Token);
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(first), Token);
        var second = await rig.CommitAsync(workspace.Path, "second", ("b.txt", "second"));
        await rig.Scm.SnapshotAsync(workspace, Token);
        return (first, second);
    }

    private static async Task DieAfterPushAsync(GitRig rig, string revision, MergeMethod method)
    {
        var scm = await rig.NewScmAsync(runner: new DyingRunner(static arguments => arguments[0] == "push", before: false));
        await Assert.ThrowsAsync<HostDiedException>(async () => await scm.MergeAsync(ForgeTests.Merge(rig, 1, revision, method), Token));
    }

    private static async Task DieBeforePushAsync(GitRig rig, string revision, MergeMethod method)
    {
        var scm = await rig.NewScmAsync(runner: new DyingRunner(static arguments => arguments[0] == "push", before: true));
        await Assert.ThrowsAsync<HostDiedException>(async () => await scm.MergeAsync(ForgeTests.Merge(rig, 1, revision, method), Token));
    }
}
