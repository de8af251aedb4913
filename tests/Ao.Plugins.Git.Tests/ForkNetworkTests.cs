using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

public sealed class ForkNetworkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Network_AForkOfTheForge_IsListedComparedAndBroughtUpForwardOnly()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await rig.Scm.CreateForkAsync(new ForkRequest { Key = new OperationKey("fork/one"), Source = rig.Source, Owner = "one" }, Token);
        var newer = await rig.CommitAsync(rig.SourcePath, "newer", ("b.txt", "b\n"));

        Assert.Equal(fork, Assert.Single(await rig.Scm.ListForksAsync(rig.Source, Token)));
        var apart = await rig.Scm.GetDivergenceAsync(rig.Source, fork, "main", Token);
        Assert.Equal((0, 1, newer), (apart.Ahead, apart.Behind, apart.SourceRevision));
        Assert.Equal(new ForkSyncResult(ForkSyncOutcome.FastForwarded, newer), await rig.Scm.SyncForkAsync(Sync(rig, fork), Token));
        Assert.Equal(newer, await rig.GitAsync(fork.Location, "rev-parse", "main"));
        Assert.Equal(ForkSyncOutcome.UpToDate, (await rig.Scm.SyncForkAsync(Sync(rig, fork), Token)).Outcome);

        var clone = Path.Combine(rig.Root, "clone");
        await rig.GitAsync(rig.Root, "clone", "--quiet", fork.Location, clone);
        var own = await rig.CommitAsync(clone, "own", ("own.txt", "o\n"));
        await rig.GitAsync(clone, "push", "--quiet", "origin", "main");
        Assert.Equal(ForkSyncOutcome.UpToDate, (await rig.Scm.SyncForkAsync(Sync(rig, fork), Token)).Outcome);
        await rig.CommitAsync(rig.SourcePath, "newest", ("c.txt", "c\n"));
        var blocked = await rig.Scm.SyncForkAsync(Sync(rig, fork), Token);
        Assert.Equal(ForkSyncOutcome.Blocked, blocked.Outcome);
        Assert.Contains("1 commits that the source has not", blocked.Reason, StringComparison.Ordinal);
        Assert.Equal(own, await rig.GitAsync(fork.Location, "rev-parse", "main"));
    }

    [Fact]
    public async Task Sync_ToARevision_ComesNoFurther()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await rig.Scm.CreateForkAsync(new ForkRequest { Key = new OperationKey("fork/one"), Source = rig.Source, Owner = "one" }, Token);
        var agreed = await rig.CommitAsync(rig.SourcePath, "agreed", ("b.txt", "b\n"));
        await rig.CommitAsync(rig.SourcePath, "pushed after the question", ("c.txt", "c\n"));

        Assert.Equal(new ForkSyncResult(ForkSyncOutcome.FastForwarded, agreed), await rig.Scm.SyncForkAsync(Sync(rig, fork) with { Revision = agreed }, Token));
        Assert.Equal(agreed, await rig.GitAsync(fork.Location, "rev-parse", "main"));
        Assert.Equal(ForkSyncOutcome.UpToDate, (await rig.Scm.SyncForkAsync(Sync(rig, fork) with { Revision = agreed }, Token)).Outcome);

        var gone = await rig.Scm.SyncForkAsync(Sync(rig, fork) with { Revision = new string('1', 40) }, Token);
        Assert.Equal(ForkSyncOutcome.Blocked, gone.Outcome);
        Assert.Contains("does not hold", gone.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_ACloneOfSomebodyElse_StartsNothingThere_AndTouchesNoFiles()
    {
        await using var rig = await GitRig.StartAsync();
        var clone = await ForkFoldersTests.CloneAsync(rig, "clone");
        var bare = Path.Combine(rig.Root, "bare.git");
        await rig.GitAsync(rig.Root, "clone", "--quiet", "--bare", rig.SourcePath, bare);
        var mark = Path.Combine(rig.Root, "mark");
        var program = Path.Combine(rig.Root, "program");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\ntouch '{mark}'\n", Token);
        await rig.RunAsync("chmod", "+x", program);
        foreach (var hook in new[] { "pre-receive", "update", "post-receive", "post-update", "reference-transaction", "push-to-checkout" })
        {
            File.Copy(program, Path.Combine(bare, "hooks", hook));
        }

        await rig.GitAsync(bare, "config", "core.alternateRefsCommand", program);
        await rig.GitAsync(bare, "config", "core.fsmonitor", program);
        var newer = await rig.CommitAsync(rig.SourcePath, "newer", ("b.txt", "b\n"));

        Assert.Equal(ForkSyncOutcome.FastForwarded, (await rig.Scm.SyncForkAsync(Sync(rig, new Fork("other", bare)), Token)).Outcome);
        Assert.Equal(newer, await rig.GitAsync(bare, "rev-parse", "main"));
        Assert.False(File.Exists(mark));
        var blocked = await rig.Scm.SyncForkAsync(Sync(rig, new Fork("other", clone)), Token);
        Assert.Equal(ForkSyncOutcome.Blocked, blocked.Outcome);
        Assert.Contains("git pull --ff-only", blocked.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(clone, "b.txt")));
    }

    [Fact]
    public async Task Divergence_NoKinNoBranchNoRepository_IsOneClearError()
    {
        await using var rig = await GitRig.StartAsync();
        var other = Path.Combine(rig.Root, "other");
        Directory.CreateDirectory(other);
        await rig.GitAsync(other, "init", "--quiet", "-b", "main");
        await rig.CommitAsync(other, "unrelated", ("x.txt", "x\n"));

        await AssertErrorAsync(other, "main", "no history in common");
        await AssertErrorAsync(other, "gone", "has no branch 'gone'");
        await AssertErrorAsync("relative", "main", "no git repository");
        await AssertErrorAsync(rig.Root, "main", "no git repository");

        async Task AssertErrorAsync(string location, string branch, string words) =>
            Assert.Contains(words, (await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.GetDivergenceAsync(rig.Source, new Fork("x", location), branch, Token))).Message, StringComparison.Ordinal);
    }

    private static ForkSyncRequest Sync(GitRig rig, Fork fork) => new() { Key = new OperationKey("sync/one"), Source = rig.Source, Fork = fork, Branch = "main" };
}
