using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

/// <summary>What an agent made unreadable is neither lost nor in the way.</summary>
public sealed class UnreadableTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("new/deep/work.txt", "new", WorkspaceIsolation.Repository)]
    [InlineData("new/deep/work.txt", "new/deep/work.txt", WorkspaceIsolation.Repository)]
    [InlineData("new/deep/work.txt", "new/deep", WorkspaceIsolation.Worktree)]
    [InlineData("src/app.txt", "src", WorkspaceIsolation.Repository)]
    [InlineData("src/app.txt", "src/app.txt", WorkspaceIsolation.Repository)]
    [InlineData("ignored/work.txt", "ignored", WorkspaceIsolation.Repository)]
    [InlineData("ignored/work.txt", "ignored/work.txt", WorkspaceIsolation.Repository)]
    public async Task CloseAndRestore_ClosedToTheHost_TheFolderIsKept(string file, string closed, WorkspaceIsolation isolation)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        await using var rig = await GitRig.StartAsync();
        var scm = await rig.NewScmAsync(runner: new UnprivilegedRunner(rig.Root));
        var workspace = await scm.OpenWorkspaceAsync(rig.Request(isolation: isolation), Token);
        await GitRig.WriteAsync(workspace.Path, file, "work");
        await GitRig.WriteAsync(workspace.Path, "also.txt", "also");
        SetMode(Path.Combine(workspace.Path, closed), UnixFileMode.None);

        var snapshot = await scm.SnapshotAsync(workspace, Token);
        await scm.CloseWorkspaceAsync(workspace, Token);
        Assert.False(Directory.Exists(workspace.Path));
        await scm.RestoreWorkspaceAsync(rig.Request(isolation: isolation), Token);

        Assert.Contains("also.txt", snapshot.ChangedPaths);
        Assert.Equal(UnixFileMode.None, ModeOf(Path.Combine(workspace.Path, closed)));
        SetMode(Path.Combine(workspace.Path, closed), (UnixFileMode)0b111_111_111);
        Assert.Equal("work", await File.ReadAllTextAsync(Path.Combine(workspace.Path, file), Token));
    }

    [Fact]
    public async Task Snapshot_ManyUnreadableFiles_HoldsTheOthers()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        await using var rig = await GitRig.StartAsync();
        var scm = await rig.NewScmAsync(runner: new UnprivilegedRunner(rig.Root));
        var workspace = await scm.OpenWorkspaceAsync(rig.Request(), Token);
        for (var number = 10; number < 40; number++)
        {
            await GitRig.WriteAsync(workspace.Path, $"{number}.txt", "x");
            if (number % 10 == 5)
            {
                SetMode(Path.Combine(workspace.Path, $"{number}.txt"), UnixFileMode.None);
            }
        }

        var snapshot = await scm.SnapshotAsync(workspace, Token);

        Assert.Equal(27, snapshot.ChangedPaths.Count);
        Assert.DoesNotContain("15.txt", snapshot.ChangedPaths);
    }

    [Fact]
    public async Task Snapshot_WorkspaceFolderClosed_IsOpened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        await using var rig = await GitRig.StartAsync();
        var scm = await rig.NewScmAsync(runner: new UnprivilegedRunner(rig.Root));
        var workspace = await scm.OpenWorkspaceAsync(rig.Request(), Token);
        await GitRig.WriteAsync(workspace.Path, "a.txt", "a");
        SetMode(workspace.Path, UnixFileMode.None);

        var snapshot = await scm.SnapshotAsync(workspace, Token);

        Assert.Equal(["a.txt"], snapshot.ChangedPaths);
    }

    [Fact]
    public async Task List_OneWorkspaceCannotBeRead_IsDirtyWithTheReason_TheOthersAreListed()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.OpenAsync(1);
        await rig.OpenAsync(2);
        Directory.CreateDirectory(Path.Combine(rig.DataFolder, "projects", "shop", "indexes", "shop-1", "in-the-way"));

        var listed = await rig.Scm.ListWorkspacesAsync(rig.Source, Token);

        Assert.Equal([true, false], listed.Select(static status => status.IsDirty));
        Assert.NotNull(listed[0].Problem);
        Assert.Null(listed[1].Problem);
    }

#pragma warning disable CA1416 // The tests are skipped on Windows.
    private static UnixFileMode ModeOf(string path) => File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode) => File.SetUnixFileMode(path, mode);
#pragma warning restore CA1416
}
