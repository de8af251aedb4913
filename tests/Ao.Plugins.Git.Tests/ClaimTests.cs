using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

/// <summary>Which revisions an agent can claim as its own work.</summary>
public sealed class ClaimTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WorkspaceIsolation.Repository)]
    [InlineData(WorkspaceIsolation.Worktree)]
    public async Task Resolve_OwnEarlierCommit_DescribesThatCommit(WorkspaceIsolation isolation)
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync(isolation: isolation);
        var first = await rig.CommitAsync(workspace.Path, "one", ("one.txt", "1"));
        await rig.CommitAsync(workspace.Path, "two", ("two.txt", "2"));
        await GitRig.WriteAsync(workspace.Path, "three.txt", "3");

        var claimed = await rig.Scm.ResolveAsync(workspace, first, Token);

        Assert.Equal(first, claimed.Revision);
        Assert.True(claimed.HasChanges);
        Assert.Equal(["one.txt"], claimed.ChangedPaths);
    }

    [Fact]
    public async Task Resolve_EarlierCommitWithoutChanges_HasNone()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await rig.GitAsync(workspace.Path, "commit", "--quiet", "--allow-empty", "-m", "nothing");
        var empty = await rig.GitAsync(workspace.Path, "rev-parse", "HEAD");
        await rig.CommitAsync(workspace.Path, "two", ("two.txt", "2"));

        var claimed = await rig.Scm.ResolveAsync(workspace, empty, Token);

        Assert.False(claimed.HasChanges);
        Assert.Empty(claimed.ChangedPaths);
    }

    [Fact]
    public async Task Resolve_WhatTheWorkspaceHolds_IsAccepted()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var untouched = await rig.Scm.ResolveAsync(workspace, workspace.BaseRevision, Token);
        await GitRig.WriteAsync(workspace.Path, "new.txt", "new");
        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);

        var claimed = await rig.Scm.ResolveAsync(workspace, snapshot.Revision, Token);

        Assert.False(untouched.HasChanges);
        Assert.Equal(["new.txt"], claimed.ChangedPaths);
    }

    [Theory]
    [InlineData(WorkspaceIsolation.Repository, "base")]
    [InlineData(WorkspaceIsolation.Worktree, "base")]
    [InlineData(WorkspaceIsolation.Repository, "another session's")]
    [InlineData(WorkspaceIsolation.Worktree, "another session's")]
    [InlineData(WorkspaceIsolation.Repository, "merged from the source")]
    [InlineData(WorkspaceIsolation.Repository, "left behind")]
    [InlineData(WorkspaceIsolation.Repository, "unknown")]
    public async Task Resolve_NotItsOwn_IsRefused(WorkspaceIsolation isolation, string what)
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync(isolation: isolation);
        await rig.CommitAsync(workspace.Path, "own", ("own.txt", "1"));
        var newest = await rig.CommitAsync(rig.SourcePath, "newer", ("README.md", "two\n"));
        var other = await rig.OpenAsync(2, isolation);
        var others = await rig.CommitAsync(other.Path, "other", ("other.txt", "2"));
        await rig.Scm.SnapshotAsync(other, Token);
        await rig.GitAsync(workspace.Path, "merge", "--quiet", "--no-edit", newest);
        var abandoned = await rig.CommitAsync(workspace.Path, "abandoned", ("abandoned.txt", "3"));
        await rig.Scm.SnapshotAsync(workspace, Token);
        await rig.GitAsync(workspace.Path, "reset", "--quiet", "--hard", "HEAD~1");
        var claim = what switch
        {
            "base" => workspace.BaseRevision,
            "another session's" => others,
            "merged from the source" => newest,
            "left behind" => abandoned,
            _ => new string('a', 40),
        };

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.ResolveAsync(workspace, claim, Token));

        Assert.Contains("is no work of session 'shop-1'", error.Message, StringComparison.Ordinal);
    }
}
