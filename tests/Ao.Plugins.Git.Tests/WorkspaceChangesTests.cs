using System.Globalization;
using Ao.Convergence;
using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

/// <summary>What workspaces change as they are now, and on which lines.</summary>
public sealed class WorkspaceChangesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadChangesAsync_UncommittedAndUntracked_GivesFilesAndLines()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.CommitAsync(rig.SourcePath, "lines", ("lines.txt", "1\n2\n3\n4\n5\n6\n"), ("odd \"name\" é.txt", "a\nb\n"), ("with blank.txt", "a\n"));
        var workspace = await rig.OpenAsync();
        await rig.CommitAsync(workspace.Path, "two", ("lines.txt", "1\ntwo\n3\n4\n5\n6\n"));
        await GitRig.WriteAsync(workspace.Path, "lines.txt", "1\ntwo\n3\n4\n5\n6\n7\n8");
        await GitRig.WriteAsync(workspace.Path, "odd \"name\" é.txt", "b\n");
        await GitRig.WriteAsync(workspace.Path, "with blank.txt", "--- a/x\n+++ b/README.md\n@@ -1,1 +1,1 @@\n");
        await GitRig.WriteAsync(workspace.Path, "new.txt", "new\n");
        File.Delete(Path.Combine(workspace.Path, "README.md"));

        var changes = await Read(rig, workspace);

        Assert.Equal(workspace.BaseRevision, changes.Start);
        Assert.Equal(
            [
                "README.md whole",
                "lines.txt 2+1>2+1 6+0>7+2",
                "new.txt whole",
                "odd \"name\" é.txt 1+1>0+0",
                "with blank.txt 1+1>1+3",
            ],
            changes.Files.Select(Show).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ReadChangesAsync_SameContent_GivesTheSameRevision_AndSecuresNothing()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(workspace.Path, "src/app.txt", "app\nmore\n");

        var first = await Read(rig, workspace);
        var second = await Read(rig, workspace);

        Assert.Equal(first.Revision, second.Revision);
        Assert.Empty(await rig.GitAsync(rig.Control, "for-each-ref", $"refs/ao/snapshots/{workspace.Session}/"));
        Assert.Equal(first.Revision, (await rig.Scm.SnapshotAsync(workspace, Token)).Revision);
    }

    [Fact]
    public async Task ReadChangesAsync_OfARevision_OrAClosedWorkspace_NeedsNoFolder()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var committed = await rig.CommitAsync(workspace.Path, "more", ("src/app.txt", "app\nmore\n"));
        await GitRig.WriteAsync(workspace.Path, "later.txt", "later\n");
        await rig.Scm.CloseWorkspaceAsync(workspace, Token);

        Assert.Equal(["later.txt whole", "src/app.txt 1+0>2+1"], (await Read(rig, workspace)).Files.Select(Show));
        Assert.Equal(["src/app.txt 1+0>2+1"], (await rig.Scm.ReadChangesAsync(workspace, committed, Token)).Files.Select(Show));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.ReadChangesAsync(workspace, "0123456789012345678901234567890123456789", Token));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.ReadChangesAsync(workspace, "--output=x", Token));
    }

    [Fact]
    public async Task ReadChangesAsync_BinaryManyPlacesManyFiles_IsBounded()
    {
        await using var rig = await GitRig.StartAsync();
        var lines = Enumerable.Range(0, 2000).Select(static number => string.Create(CultureInfo.InvariantCulture, $"line {number}")).ToList();
        await rig.CommitAsync(rig.SourcePath, "many", ("many.txt", string.Join('\n', lines)), ("image.bin", "\0one"));
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(workspace.Path, "many.txt", string.Join('\n', lines.Select(static (line, index) => index % 2 == 0 ? line : line + "!")));
        await GitRig.WriteAsync(workspace.Path, "image.bin", "\0two");
        for (var number = 0; number < WorkspaceChanges.MaxFiles + 5; number++)
        {
            await GitRig.WriteAsync(workspace.Path, string.Create(CultureInfo.InvariantCulture, $"z/{number:D4}.txt"), "x\n");
        }

        var changes = await Read(rig, workspace);

        Assert.Equal((WorkspaceChanges.MaxFiles, 7), (changes.Files.Count, changes.MoreFiles));
        Assert.Equal(["image.bin whole", "many.txt whole"], changes.Files.Take(2).Select(Show));
    }

    private static async Task<WorkspaceChanges> Read(GitRig rig, Workspace workspace) => await rig.Scm.ReadChangesAsync(workspace, cancellationToken: Token);

    private static string Show(ChangedFile file) => file.IsWhole ? $"{file.Path} whole" : $"{file.Path} {string.Join(' ', file.Lines.Select(static place => $"{Show(place.Before)}>{Show(place.After)}"))}";

    private static string Show(LineRange range) => string.Create(CultureInfo.InvariantCulture, $"{range.First}+{range.Count}");
}
