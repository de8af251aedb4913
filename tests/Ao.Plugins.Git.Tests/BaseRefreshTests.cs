using Ao.Scm;
using Ao.TestSupport;

namespace Ao.Plugins.Git.Tests;

/// <summary>A session takes in the newest base branch, which its <c>origin</c> offers once the host says so, and resolves a conflict by it.</summary>
public sealed class BaseRefreshTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WorkspaceIsolation.Repository)]
    [InlineData(WorkspaceIsolation.Worktree)]
    public async Task Refresh_Conflict_IsResolvedByTheSessionAndMerged(WorkspaceIsolation isolation)
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync(isolation: isolation);
        var revision = await rig.CommitAsync(workspace.Path, "mine", ("README.md", "mine\n"), ("own.txt", "own\n"));
        await rig.Scm.SnapshotAsync(workspace, Token);
        await rig.Scm.OpenPullRequestAsync(rig.Proposal(revision), Token);
        var theirs = await rig.CommitAsync(rig.SourcePath, "theirs", ("README.md", "theirs\n"), ("foreign.txt", "foreign\n"));
        Assert.Equal(Mergeability.Conflicting, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
        await rig.GitAsync(workspace.Path, "fetch", "--quiet", "origin");
        Assert.Equal(workspace.BaseRevision, await rig.GitAsync(workspace.Path, "rev-parse", "origin/main"));

        Assert.Equal(theirs, await rig.Scm.RefreshBaseAsync(workspace, Token));
        Assert.Equal(theirs, await rig.Scm.RefreshBaseAsync(workspace, Token));
        await rig.GitAsync(workspace.Path, "fetch", "--quiet", "origin");
        Assert.Equal(theirs, await rig.GitAsync(workspace.Path, "rev-parse", "origin/main"));
        Assert.Equal(1, (await rig.TryGitAsync(workspace.Path, "merge", "--quiet", "--no-edit", "origin/main")).ExitCode);
        var resolved = await rig.CommitAsync(workspace.Path, "resolved", ("README.md", "mine and theirs\n"));
        await rig.GitAsync(workspace.Path, "push", "--quiet", "origin", "HEAD:refs/heads/ao/shop-1");

        var claimed = await rig.Scm.ResolveAsync(workspace, resolved, Token);
        Assert.Equal(["README.md", "own.txt"], claimed.ChangedPaths);
        var pushed = Assert.Single((await rig.Scm.ReadPushesAsync(workspace, Token)).References);
        Assert.Equal(("ao/shop-1", true), (pushed.Name, pushed.IsOwn));
        Assert.Equal(["README.md", "own.txt"], pushed.ChangedPaths);
        await rig.Scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("update/1"), Source = rig.Source, Number = 1, PushTarget = rig.SourcePath, HeadBranch = "ao/shop-1", Revision = resolved }, Token);
        Assert.Equal(Mergeability.Mergeable, (await rig.Scm.GetPullRequestAsync(rig.Source, 1, Token)).Mergeability);
        var merged = await rig.Scm.MergeAsync(ForgeTests.Merge(rig, 1, resolved), Token);
        Assert.True(merged.Merged, merged.Reason);
        Assert.Equal("mine and theirs\n", await File.ReadAllTextAsync(Path.Combine(rig.SourcePath, "README.md"), Token));
    }

    [Fact]
    public async Task Refresh_TheBaseItself_IsNoWorkOfTheSession()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var first = await rig.CommitAsync(rig.SourcePath, "first", ("one.txt", "1"));
        await rig.Scm.RefreshBaseAsync(workspace, Token);
        var second = await rig.CommitAsync(rig.SourcePath, "second", ("two.txt", "2"));
        await rig.Scm.RefreshBaseAsync(workspace, Token);
        await rig.GitAsync(workspace.Path, "fetch", "--quiet", "origin");
        await rig.GitAsync(workspace.Path, "merge", "--quiet", "--ff-only", "origin/main");

        // The host starts anew: what it put into the gate is still its own.
        var scm = await rig.NewScmAsync();
        var held = await scm.SnapshotAsync(workspace, Token);

        Assert.False(held.HasChanges);
        await Assert.ThrowsAsync<AoException>(async () => await scm.ResolveAsync(workspace, first, Token));
        Assert.Empty((await scm.ReadPushesAsync(workspace, Token)).References);
        await rig.GitAsync(workspace.Path, "reset", "--quiet", "--hard", first);
        Assert.False((await scm.SnapshotAsync(workspace, Token)).HasChanges);
        await rig.GitAsync(workspace.Path, "revert", "--no-edit", first);
        Assert.Equal(["one.txt"], (await scm.SnapshotAsync(workspace, Token)).ChangedPaths);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Refresh_AgentPushedToTheBaseOfItsGate_HostsBaseStands()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var mine = await rig.CommitAsync(workspace.Path, "mine", ("a.txt", "a"));
        await rig.GitAsync(workspace.Path, "push", "--quiet", "origin", "HEAD:refs/heads/main");
        Assert.Equal(mine, Assert.Single((await rig.Scm.ReadPushesAsync(workspace, Token)).References).Revision);

        var tip = await rig.Scm.RefreshBaseAsync(workspace, Token);

        Assert.Equal(tip, (await rig.GitAsync(workspace.Path, "ls-remote", "origin", "refs/heads/main")).Split('\t')[0]);
        Assert.Empty((await rig.Scm.ReadPushesAsync(workspace, Token)).References);
    }

    [Theory]
    [InlineData("refs/heads")]
    [InlineData("refs")]
    [InlineData("")]
    [InlineData("refs/heads/main")]
    public async Task Refresh_LinkOutOfTheGate_IsRefusedAndNothingIsWritten(string replaced)
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var gate = Path.Combine(rig.DataFolder, "projects", "shop", "gates", "shop-1.git");
        var outside = Path.Combine(rig.Root, "outside");
        Directory.CreateDirectory(Path.Combine(outside, "heads"));
        Directory.CreateDirectory(Path.Combine(outside, "refs", "heads"));
        var place = Path.TrimEndingDirectorySeparator(Path.Combine(gate, replaced));
        if (Directory.Exists(place))
        {
            Directory.Move(place, Path.Combine(rig.Root, "moved"));
        }

        Directory.CreateSymbolicLink(place, outside);

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.RefreshBaseAsync(workspace, Token));

        Assert.Contains("replaced by a link", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(outside, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Refresh_HostDiesAtEachCommand_TheNextBringsItAndTakesNothingForAPush()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        for (var deadly = 0; ; deadly++)
        {
            var tip = await rig.CommitAsync(rig.SourcePath, "newer", ($"{deadly}.txt", "x"));
            var number = deadly;
            var commands = -1;
            var scm = await rig.NewScmAsync(runner: new DyingRunner(_ => Interlocked.Increment(ref commands) == number, before: deadly % 2 == 0));
            try
            {
                await scm.RefreshBaseAsync(workspace, Token);
                Assert.True(deadly > 3);
                return;
            }
            catch (HostDiedException)
            {
                var next = await rig.NewScmAsync();
                Assert.Empty((await next.ReadPushesAsync(workspace, Token)).References);
                Assert.Equal(tip, await next.RefreshBaseAsync(workspace, Token));
                Assert.Empty((await next.ReadPushesAsync(workspace, Token)).References);
            }
        }
    }

    [Fact]
    public async Task Refresh_ClosedWorkspace_IsRefused()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await rig.Scm.CloseWorkspaceAsync(workspace, Token);

        Assert.Contains("Restore it first", (await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.RefreshBaseAsync(workspace, Token))).Message, StringComparison.Ordinal);
    }
}
