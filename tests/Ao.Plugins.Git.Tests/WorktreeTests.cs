using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

/// <summary>The lighter isolation: what it shares is the sessions' own, never what the forge keeps.</summary>
public sealed class WorktreeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task UpdateRef_PushTarget_IsNotSwitched()
    {
        await using var rig = await GitRig.StartAsync();
        var elsewhere = Path.Combine(rig.Root, "elsewhere.git");
        await rig.GitAsync(rig.Root, "clone", "--quiet", "--bare", rig.SourcePath, elsewhere);
        var workspace = await rig.OpenAsync(isolation: WorkspaceIsolation.Worktree);
        await GitRig.WriteAsync(workspace.Path, "target.json", $"\"{elsewhere}\"");

        var blob = await rig.GitAsync(workspace.Path, "hash-object", "-w", "target.json");
        await rig.GitAsync(workspace.Path, "update-ref", "refs/ao/push-target", blob);

        Assert.Equal(rig.SourcePath, await rig.Scm.GetPushTargetAsync(rig.Source, Token));
    }

    [Fact]
    public async Task UpdateRef_ForgeState_IsNeitherSeenNorChanged()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await ForgeTests.ChangeAsync(rig, 1, ("a.txt", "a"));
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        var workspace = await rig.OpenAsync(2, WorkspaceIsolation.Worktree);

        Assert.Equal("", await rig.GitAsync(workspace.Path, "for-each-ref", "refs/ao"));
        await rig.GitAsync(workspace.Path, "update-ref", "refs/ao/pulls/1/head", "HEAD");
        await rig.GitAsync(workspace.Path, "config", "core.bare", "true");

        Assert.Equal(revision, await rig.GitAsync(rig.Control, "--git-dir=.", "rev-parse", "refs/ao/pulls/1/head"));
        Assert.Equal(revision, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).HeadRevision);
    }

    [Fact]
    public async Task GetPushTarget_LocationThatIsNeitherSourceNorFork_IsRefused()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.Scm.InspectAsync(rig.Source, Token);
        await rig.OpenAsync();
        await GitRig.WriteAsync(rig.Root, "target.json", $"\"{rig.Home}\"");
        var blob = await rig.GitAsync(rig.Control, "--git-dir=.", "hash-object", "-w", Path.Combine(rig.Root, "target.json"));
        await rig.GitAsync(rig.Control, "--git-dir=.", "update-ref", "refs/ao/push-target", blob);

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.GetPushTargetAsync(rig.Source, Token));

        Assert.Contains(rig.SourcePath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prune_ByAnotherSession_LeavesClosedAndKeptWorkspacesAlone()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync(isolation: WorkspaceIsolation.Worktree);
        var other = await rig.OpenAsync(2, WorkspaceIsolation.Worktree);
        var commit = await rig.CommitAsync(workspace.Path, "work", ("a.txt", "a"));
        var inner = Directory.CreateDirectory(Path.Combine(workspace.Path, "inner")).FullName;
        await rig.GitAsync(inner, "init", "--quiet");
        await rig.Scm.CloseWorkspaceAsync(workspace, Token);

        await rig.GitAsync(other.Path, "worktree", "prune", "--expire=now");
        await rig.Scm.RestoreWorkspaceAsync(rig.Request(isolation: WorkspaceIsolation.Worktree), Token);

        Assert.Equal(commit, await rig.GitAsync(workspace.Path, "rev-parse", "HEAD"));
        Assert.True(Directory.Exists(Path.Combine(inner, ".git")));
    }

    [Fact]
    public async Task Open_SharedFolderReplacedByALink_NothingIsWrittenThroughIt()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.OpenAsync(isolation: WorkspaceIsolation.Worktree);
        var heads = Path.Combine(rig.DataFolder, "projects", "shop", "shared.git", "refs", "heads", "ao");
        Directory.Delete(heads, recursive: true);
        Directory.CreateSymbolicLink(heads, rig.Home);

        await Assert.ThrowsAsync<AoException>(() => rig.OpenAsync(2, WorkspaceIsolation.Worktree));

        Assert.Empty(Directory.EnumerateFileSystemEntries(rig.Home));
    }
}
