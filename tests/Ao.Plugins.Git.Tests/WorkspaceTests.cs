using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

public sealed class WorkspaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WorkspaceIsolation.Repository)]
    [InlineData(WorkspaceIsolation.Worktree)]
    public async Task Open_FreshSession_HasTheFilesOnItsBranch(WorkspaceIsolation isolation)
    {
        await using var rig = await GitRig.StartAsync();

        var workspace = await rig.OpenAsync(isolation: isolation);

        Assert.Equal("one\n", await File.ReadAllTextAsync(Path.Combine(workspace.Path, "README.md"), Token));
        Assert.Equal("ao/shop-1", await rig.GitAsync(workspace.Path, "branch", "--show-current"));
        Assert.Equal("", await rig.GitAsync(workspace.Path, "status", "--porcelain"));
        Assert.Equal(await rig.GitAsync(rig.SourcePath, "rev-parse", "main"), workspace.BaseRevision);
        Assert.Equal(workspace, await rig.OpenAsync(isolation: isolation));
        Assert.Equal(workspace.Path, (await (await rig.NewScmAsync()).OpenWorkspaceAsync(rig.Request(isolation: isolation), Token)).Path);
    }

    [Theory]
    [InlineData(WorkspaceIsolation.Repository)]
    [InlineData(WorkspaceIsolation.Worktree)]
    public async Task Open_ReadOnlyAtARevision_HasThatRevisionWithoutThePermissionToWrite(WorkspaceIsolation isolation)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await using var rig = await GitRig.StartAsync();
        var writer = await rig.OpenAsync(1, isolation);
        await rig.CommitAsync(writer.Path, "work", ("src/new.txt", "new"));
        var revision = (await rig.Scm.SnapshotAsync(writer, Token)).Revision;

        var workspace = await rig.Scm.OpenWorkspaceAsync(rig.Request(2, isolation) with { Revision = revision, IsReadOnly = true }, Token);

        Assert.True(workspace.IsReadOnly);
        Assert.Equal(revision, workspace.BaseRevision);
        foreach (var path in Directory.EnumerateFileSystemEntries(Path.Combine(workspace.Path, "src")).Append(workspace.Path))
        {
            Assert.Equal(UnixFileMode.None, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
        }

        Assert.False((await rig.Scm.SnapshotAsync(workspace, Token)).HasChanges);
        await rig.Scm.CloseWorkspaceAsync(workspace, Token);
        Assert.False(Directory.Exists(workspace.Path));
        Assert.True((await rig.Scm.RestoreWorkspaceAsync(rig.Request(2, isolation), Token)).IsReadOnly);
    }

    [Theory]
    [InlineData(WorkspaceIsolation.Repository, 20)]
    [InlineData(WorkspaceIsolation.Worktree, 20)]
    [InlineData(WorkspaceIsolation.Repository, 50)]
    public async Task Open_ManyAtOnce_AllSucceed(WorkspaceIsolation isolation, int count)
    {
        await using var rig = await GitRig.StartAsync();

        var workspaces = await Task.WhenAll(Enumerable.Range(1, count).Select(session => rig.OpenAsync(session, isolation)));

        Assert.Equal(count, workspaces.Select(static workspace => workspace.Path).Distinct().Count());
        Assert.All(workspaces, static workspace => Assert.True(File.Exists(Path.Combine(workspace.Path, "src", "app.txt"))));
    }

    [Fact]
    public async Task Open_AnotherBranchIsCheckedOutSince_NamesTheOneItStartedFrom()
    {
        await using var rig = await GitRig.StartAsync();
        var opened = await rig.OpenAsync();
        await rig.GitAsync(rig.SourcePath, "checkout", "--quiet", "-b", "other");

        var again = await rig.OpenAsync();

        Assert.Equal("main", opened.BaseBranch);
        Assert.Equal(opened, again);
    }

    [Fact]
    public async Task Open_AgentCommitsAndPushes_NothingReachesTheSource()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await rig.CommitAsync(workspace.Path, "work", ("new.txt", "new"));

        await rig.GitAsync(workspace.Path, "push", "--quiet", "origin", "HEAD");

        Assert.Equal("main", await rig.GitAsync(rig.SourcePath, "for-each-ref", "--format=%(refname:short)", "refs/heads"));
        Assert.Contains("shop-1", await rig.GitAsync(workspace.Path, "config", "user.name"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_SourceMovedOn_NewSessionStartsFromTheNewest()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.OpenAsync();
        var newest = await rig.CommitAsync(rig.SourcePath, "second", ("README.md", "two\n"));

        var workspace = await rig.OpenAsync(2);

        Assert.Equal(newest, workspace.BaseRevision);
        Assert.Equal("two\n", await File.ReadAllTextAsync(Path.Combine(workspace.Path, "README.md"), Token));
    }

    [Theory]
    [InlineData("ao/shop-1", "ao/shop-1")]
    [InlineData("ao", "ao/shop-1")]
    [InlineData("ao/shop-1/more", "ao/shop-1")]
    public async Task Open_BranchExistsInTheSource_OneClearErrorAndNothingLeft(string existing, string wanted)
    {
        await using var rig = await GitRig.StartAsync();
        await rig.GitAsync(rig.SourcePath, "branch", existing);

        var error = await Assert.ThrowsAsync<AoException>(() => rig.OpenAsync());

        Assert.Contains(wanted, error.Message, StringComparison.Ordinal);
        Assert.Contains(existing, error.Message, StringComparison.Ordinal);
        Assert.Empty(await rig.Scm.ListWorkspacesAsync(rig.Source, Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(rig.DataFolder, "projects", "shop", "workspaces")));
    }

    [Fact]
    public async Task Open_BranchOfAnotherSession_NamesThatSession()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.OpenAsync();

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.OpenWorkspaceAsync(rig.Request(2) with { Branch = "ao/shop-1" }, Token));

        Assert.Contains("shop-1", error.Message, StringComparison.Ordinal);
        Assert.Single(await rig.Scm.ListWorkspacesAsync(rig.Source, Token));
    }

    [Fact]
    public async Task Open_RevisionOfAnotherSession_StartsThere()
    {
        await using var rig = await GitRig.StartAsync();
        var first = await rig.OpenAsync();
        await GitRig.WriteAsync(first.Path, "draft.txt", "draft");
        var snapshot = await rig.Scm.SnapshotAsync(first, Token);

        var second = await rig.Scm.OpenWorkspaceAsync(rig.Request(2) with { Revision = snapshot.Revision }, Token);

        Assert.Equal("draft", await File.ReadAllTextAsync(Path.Combine(second.Path, "draft.txt"), Token));
    }

    [Theory]
    [InlineData(WorkspaceIsolation.Repository)]
    [InlineData(WorkspaceIsolation.Worktree)]
    public async Task CloseAndRestore_EveryKindOfWork_ComesBackAsItWas(WorkspaceIsolation isolation)
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync(isolation: isolation);
        var head = await rig.CommitAsync(workspace.Path, "committed", ("committed.txt", "c"));
        await GitRig.WriteAsync(workspace.Path, "README.md", "changed\r\n");
        await GitRig.WriteAsync(workspace.Path, "untracked/new.txt", "u");
        await GitRig.WriteAsync(workspace.Path, "ignored/secret.txt", "i");
        File.Delete(Path.Combine(workspace.Path, "src", "app.txt"));
        var before = await rig.GitAsync(workspace.Path, "status", "--porcelain", "--untracked-files=all", "--ignored");

        var closed = await rig.Scm.CloseWorkspaceAsync(workspace, Token);
        Assert.False(Directory.Exists(workspace.Path));
        Assert.Equal(closed.Revision, (await rig.Scm.CloseWorkspaceAsync(workspace, Token)).Revision);
        var restored = await (await rig.NewScmAsync()).RestoreWorkspaceAsync(rig.Request(isolation: isolation), Token);

        Assert.Equal(workspace.Path, restored.Path);
        Assert.True(closed.IsDirty);
        Assert.Equal(head, closed.HeadRevision);
        Assert.Equal(["README.md", "committed.txt", "src/app.txt", "untracked/new.txt"], closed.ChangedPaths);
        Assert.Equal(head, await rig.GitAsync(workspace.Path, "rev-parse", "HEAD"));
        Assert.Equal("ao/shop-1", await rig.GitAsync(workspace.Path, "branch", "--show-current"));
        Assert.Equal(before, await rig.GitAsync(workspace.Path, "status", "--porcelain", "--untracked-files=all", "--ignored"));
        Assert.Equal("changed\r\n", await File.ReadAllTextAsync(Path.Combine(workspace.Path, "README.md"), Token));
        Assert.Equal("i", await File.ReadAllTextAsync(Path.Combine(workspace.Path, "ignored", "secret.txt"), Token));
        Assert.Equal(closed.Revision, (await rig.Scm.SnapshotAsync(restored, Token)).Revision);
    }

    [Fact]
    public async Task CloseAndRestore_OtherBranchesTagsStashDetachedHead_AreKept()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var side = await rig.CommitAsync(workspace.Path, "side", ("side.txt", "s"));
        await rig.GitAsync(workspace.Path, "branch", "side");
        await rig.GitAsync(workspace.Path, "tag", "-m", "t", "v1");
        await GitRig.WriteAsync(workspace.Path, "README.md", "stashed\n");
        await rig.GitAsync(workspace.Path, "stash", "--quiet");
        await rig.GitAsync(workspace.Path, "checkout", "--quiet", "--detach", "HEAD~1");

        await rig.Scm.CloseWorkspaceAsync(workspace, Token);
        await rig.Scm.RestoreWorkspaceAsync(rig.Request(), Token);

        Assert.Equal(side, await rig.GitAsync(workspace.Path, "rev-parse", "side"));
        Assert.Equal(side, await rig.GitAsync(workspace.Path, "rev-parse", "v1^{commit}"));
        Assert.Equal("stashed\n", await rig.GitAsync(workspace.Path, "show", "refs/stash:README.md") + "\n");
        Assert.Equal("", await rig.GitAsync(workspace.Path, "branch", "--show-current"));
        Assert.Equal(workspace.BaseRevision, await rig.GitAsync(workspace.Path, "rev-parse", "HEAD"));
    }

    [Fact]
    public async Task Snapshot_Unchanged_GivesTheSameRevisionAndNoNewReference()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();

        var clean = await rig.Scm.SnapshotAsync(workspace, Token);
        await GitRig.WriteAsync(workspace.Path, "a.txt", "a");
        var one = await rig.Scm.SnapshotAsync(workspace, Token);
        var two = await (await rig.NewScmAsync()).SnapshotAsync(workspace, Token);

        Assert.Equal(workspace.BaseRevision, clean.Revision);
        Assert.False(clean.HasChanges);
        Assert.False(clean.IsDirty);
        Assert.Equal(one.Revision, two.Revision);
        Assert.Equal(["a.txt"], two.ChangedPaths);
        Assert.Equal(2, (await rig.GitAsync(rig.Control, "--git-dir=.", "for-each-ref", "refs/ao/snapshots/shop-1")).Split('\n').Length);
    }

    [Fact]
    public async Task Snapshot_MoreThanAThousandPaths_SaysHowManyMore()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        for (var number = 0; number < 1003; number++)
        {
            await GitRig.WriteAsync(workspace.Path, $"many/{number}", "");
        }

        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);

        Assert.Equal(1000, snapshot.ChangedPaths.Count);
        Assert.Equal(3, snapshot.MoreChangedPaths);
    }

    [Fact]
    public async Task Snapshot_FileAndFolderChangePlaces_BothWaysAndByLink()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.CommitAsync(rig.SourcePath, "more", ("f", "file"), ("d/x", "x"), ("e/README.md", "y"));
        var workspace = await rig.OpenAsync();
        File.Delete(Path.Combine(workspace.Path, "f"));
        await GitRig.WriteAsync(workspace.Path, "f/inner", "inner");
        Directory.Delete(Path.Combine(workspace.Path, "d"), recursive: true);
        await GitRig.WriteAsync(workspace.Path, "d", "now a file");
        Directory.Delete(Path.Combine(workspace.Path, "e"), recursive: true);
        File.CreateSymbolicLink(Path.Combine(workspace.Path, "e"), rig.SourcePath);

        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);

        var tree = await rig.GitAsync(rig.Control, "--git-dir=.", "ls-tree", "-r", "--format=%(objectmode) %(path)", snapshot.Revision);
        Assert.Equal("100644 .gitignore\n100644 README.md\n100644 d\n120000 e\n100644 f/inner\n100644 src/app.txt", tree);
    }

    [Fact]
    public async Task List_DirtyUntilSecured()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        Assert.False(Assert.Single(await rig.Scm.ListWorkspacesAsync(rig.Source, Token)).IsDirty);

        await GitRig.WriteAsync(workspace.Path, "a.txt", "a");
        Assert.True(Assert.Single(await rig.Scm.ListWorkspacesAsync(rig.Source, Token)).IsDirty);

        await rig.Scm.SnapshotAsync(workspace, Token);
        Assert.False(Assert.Single(await rig.Scm.ListWorkspacesAsync(rig.Source, Token)).IsDirty);

        await rig.CommitAsync(workspace.Path, "commit", ("b.txt", "b"));
        Assert.True(Assert.Single(await rig.Scm.ListWorkspacesAsync(rig.Source, Token)).IsDirty);
    }

    [Fact]
    public async Task CheckOut_Snapshot_IsCleanDetachedAndRemovedOnDispose()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(workspace.Path, "a.txt", "a");
        await GitRig.WriteAsync(workspace.Path, "ignored/b.txt", "b");
        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);

        string path;
        await using (var checkout = await rig.Scm.CheckOutAsync(rig.Source, snapshot.Revision, Token))
        {
            path = checkout.Path;
            Assert.Equal(snapshot.Revision, await rig.GitAsync(path, "rev-parse", "HEAD"));
            Assert.Equal("", await rig.GitAsync(path, "status", "--porcelain"));
            Assert.True(File.Exists(Path.Combine(path, "a.txt")));
            Assert.False(Directory.Exists(Path.Combine(path, "ignored")));
        }

        Assert.False(Directory.Exists(path));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.CheckOutAsync(rig.Source, new string('0', 40), Token));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.CheckOutAsync(rig.Source, "--help", Token));
    }

    [Fact]
    public async Task Start_LeftoversOfAKilledHost_AreSwept()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.OpenAsync();
        var checkouts = Path.Combine(rig.DataFolder, "projects", "shop", "checkouts");
        await GitRig.WriteAsync(checkouts, "left/file", "x");

        await (await rig.NewScmAsync()).ListWorkspacesAsync(rig.Source, Token);

        Assert.Empty(Directory.EnumerateFileSystemEntries(checkouts));
    }

    [Fact]
    public async Task Close_FolderIsGone_GivesTheLastSnapshot()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(workspace.Path, "a.txt", "a");
        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);
        Directory.Delete(workspace.Path, recursive: true);

        var closed = await rig.Scm.CloseWorkspaceAsync(workspace, Token);
        await rig.Scm.RestoreWorkspaceAsync(rig.Request(), Token);

        Assert.Equal(snapshot.Revision, closed.Revision);
        Assert.Equal("a", await File.ReadAllTextAsync(Path.Combine(workspace.Path, "a.txt"), Token));
    }

    [Fact]
    public async Task Close_BrokenRepository_FilesAreSecuredAndTheFolderIsKept()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(workspace.Path, "a.txt", "a");
        await File.WriteAllTextAsync(Path.Combine(workspace.Path, ".git", "HEAD"), "nonsense", Token);

        var closed = await rig.Scm.CloseWorkspaceAsync(workspace, Token);
        Assert.False(Directory.Exists(workspace.Path));
        await rig.Scm.RestoreWorkspaceAsync(rig.Request(), Token);

        Assert.Equal(["a.txt"], closed.ChangedPaths);
        Assert.Equal("nonsense", await File.ReadAllTextAsync(Path.Combine(workspace.Path, ".git", "HEAD"), Token));
    }

    [Fact]
    public async Task CloseAndRestore_RepositoryWithin_ComesBackWithItsHistory()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var inner = Path.Combine(workspace.Path, "inner");
        Directory.CreateDirectory(inner);
        await rig.GitAsync(inner, "init", "--quiet");
        var commit = await rig.CommitAsync(inner, "inner", ("x.txt", "x"));

        await rig.Scm.CloseWorkspaceAsync(workspace, Token);
        Assert.False(Directory.Exists(workspace.Path));
        await rig.Scm.RestoreWorkspaceAsync(rig.Request(), Token);

        Assert.Equal(commit, await rig.GitAsync(inner, "rev-parse", "HEAD"));
    }
}
