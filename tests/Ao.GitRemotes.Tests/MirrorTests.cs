using Ao.Git.Remotes;
using Ao.Scm;

namespace Ao.GitRemotes.Tests;

/// <summary>Workspaces whose source is a repository elsewhere.</summary>
public sealed class MirrorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Inspect_NamesTheDefaultBranchAndItsNewestRevision()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        await host.Scm.InspectAsync(rig.Source, Token);
        await rig.GitAsync(rig.Clone, "checkout", "--quiet", "-b", "trunk");
        var trunk = await rig.CommitAsync("second", ("README.md", "two\n"));
        await rig.GitAsync(rig.Remote, "symbolic-ref", "HEAD", "refs/heads/trunk");

        var info = await host.Scm.InspectAsync(rig.Source, Token);

        Assert.Equal(("trunk", trunk), (info.BaseBranch, info.Revision));
        Assert.Empty(info.Warnings);
    }

    [Fact]
    public async Task Open_StartsFromWhatTheRemoteHoldsNow()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var first = await host.Scm.OpenWorkspaceAsync(rig.Request(), Token);
        var newest = await rig.CommitAsync("second", ("README.md", "two\n"));

        var second = await host.Scm.OpenWorkspaceAsync(rig.Request(2), Token);

        Assert.Equal(newest, second.BaseRevision);
        Assert.Equal(rig.Source, second.Source);
        Assert.Equal("two\n", await File.ReadAllTextAsync(Path.Combine(second.Path, "README.md"), Token));
        Assert.Equal("one\n", await File.ReadAllTextAsync(Path.Combine(first.Path, "README.md"), Token));
    }

    [Fact]
    public async Task Open_ManyAtOneMoment_OneOfThemAsksTheRemote()
    {
        await using var rig = await RemoteRig.StartAsync();
        var moments = new Moments();
        var host = rig.Host(time: moments);
        await host.Scm.InspectAsync(rig.Source, Token);
        await rig.CommitAsync("second", ("README.md", "two\n"));
        host.Runner.Requests.Clear();
        moments.Advance();

        await Task.WhenAll(Enumerable.Range(1, 8).Select(session => host.Scm.OpenWorkspaceAsync(rig.Request(session), Token).AsTask()));

        Assert.Single(host.Runner.Requests, static request => request.Command.Arguments[0] == "ls-remote");
        Assert.Single(host.Runner.Requests, static request => request.Command.Arguments.Contains("+refs/heads/*:refs/heads/*"));
    }

    [Fact]
    public async Task CheckBranch_RemovedThere_IsFreeHere()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        await rig.GitAsync(rig.Clone, "push", "--quiet", "origin", "HEAD:refs/heads/ao/shop-1");
        var taken = await Assert.ThrowsAsync<AoException>(async () => await host.Scm.CheckBranchAsync(rig.Source, "ao/shop-1", Token));
        await rig.GitAsync(rig.Clone, "push", "--quiet", "origin", ":refs/heads/ao/shop-1");

        await host.Scm.CheckBranchAsync(rig.Source, "ao/shop-1", Token);

        Assert.Contains("there is a branch 'ao/shop-1'", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefreshBase_BringsTheRemotesNewest()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var workspace = await host.Scm.OpenWorkspaceAsync(rig.Request(), Token);
        var newest = await rig.CommitAsync("second", ("README.md", "two\n"));

        Assert.Equal(newest, await host.Scm.RefreshBaseAsync(workspace, Token));
        await rig.GitAsync(workspace.Path, "pull", "--quiet", "origin", "main");
        Assert.Equal(newest, await rig.GitAsync(workspace.Path, "rev-parse", "HEAD"));
    }

    [Fact]
    public async Task CheckOut_HeadOfAPullRequestThatIsOnNoBranch_IsFetched()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        await host.Scm.InspectAsync(rig.Source, Token);
        var head = await rig.CommitIn(rig.Clone, "proposed", ("a.txt", "a"));
        await rig.GitAsync(rig.Clone, "push", "--quiet", "origin", "HEAD:refs/pull/5/head");

        await using var checkout = await host.Scm.CheckOutAsync(rig.Source, head, Token);

        Assert.Equal("a", await File.ReadAllTextAsync(Path.Combine(checkout.Path, "a.txt"), Token));
    }

    [Fact]
    public async Task CheckOut_RevisionThatIsNowhere_SaysSo()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();

        var error = await Assert.ThrowsAsync<AoException>(async () => await host.Scm.CheckOutAsync(rig.Source, new string('a', 40), Token));

        Assert.Contains("is not known here", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_WhileTheRemoteIsAway_GoesOnInOpenWorkspaces()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        var workspace = await host.Scm.OpenWorkspaceAsync(rig.Request(), Token);
        var away = rig.Remote + ".away";
        Directory.Move(rig.Remote, away);
        await File.WriteAllTextAsync(Path.Combine(workspace.Path, "a.txt"), "a", Token);

        var restarted = rig.Host();
        var snapshot = await restarted.Scm.SnapshotAsync(workspace, Token);
        await restarted.Scm.CloseWorkspaceAsync(workspace, Token);
        await restarted.Scm.RestoreWorkspaceAsync(rig.Request(), Token);

        Assert.Equal(["a.txt"], snapshot.ChangedPaths);
        var error = await Assert.ThrowsAsync<GitException>(async () => await restarted.Scm.OpenWorkspaceAsync(rig.Request(2), Token));
        Assert.Contains("there is no repository", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_Empty_SaysWhatToDo()
    {
        await using var rig = await RemoteRig.StartAsync(withCommit: false);

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Host().Scm.InspectAsync(rig.Source, Token));

        Assert.Contains("has no commit yet. Commit something there first.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_UnknownBaseBranch_NamesTheRemote()
    {
        await using var rig = await RemoteRig.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Host().Scm.InspectAsync(rig.Source with { BaseBranch = "gone" }, Token));

        Assert.Contains("team/shop.git' of project 'shop' has no branch 'gone'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_BrokenObject_IsNotTakenOver()
    {
        await using var rig = await RemoteRig.StartAsync();
        var host = rig.Host();
        await host.Scm.InspectAsync(rig.Source, Token);
        var file = Path.Combine(rig.Root, "tree");
        var blob = await rig.GitAsync(rig.Clone, "rev-parse", "HEAD:README.md");
        await File.WriteAllBytesAsync(file, [.. "100644 .git\0"u8, .. Convert.FromHexString(blob)], Token);
        var tree = await rig.GitAsync(rig.Remote, "hash-object", "-t", "tree", "-w", "--literally", file);
        var commit = await rig.GitAsync(rig.Remote, "commit-tree", tree, "-m", "bad");
        await rig.GitAsync(rig.Remote, "update-ref", "refs/heads/main", commit);

        var error = await Assert.ThrowsAsync<GitException>(async () => await host.Scm.OpenWorkspaceAsync(rig.Request(), Token));

        Assert.Contains("not as git wants it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloneRemotes_FindsWhereAFolderCameFrom()
    {
        await using var rig = await RemoteRig.StartAsync();
        var clones = rig.Host().Get<CloneRemotes>();

        Assert.Equal(rig.Remote, await clones.FindAsync(rig.Clone, "origin", Token));
        Assert.Null(await clones.FindAsync(rig.Clone, "upstream", Token));
        Assert.Null(await clones.FindAsync(rig.Remote, "origin", Token));
        Assert.Null(await clones.FindAsync(Path.Combine(rig.Root, "nowhere"), "origin", Token));
    }

    /// <summary>A clock that stands until the test moves it on. What waits does so by the machine's.</summary>
    private sealed class Moments : TimeProvider
    {
        private long _now = 1;

        public override long GetTimestamp() => Volatile.Read(ref _now);

        public void Advance() => Interlocked.Increment(ref _now);
    }
}
