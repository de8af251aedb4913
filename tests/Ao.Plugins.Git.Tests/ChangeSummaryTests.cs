using System.Globalization;
using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

public sealed class ChangeSummaryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SummarizeAsync_Change_CountsFilesAndLines()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        await GitRig.WriteAsync(workspace.Path, "src/app.txt", "app\nmore\nlines\n");
        await GitRig.WriteAsync(workspace.Path, "odd \"name\"\n\u001b[31m.txt", "one\n");
        await File.WriteAllBytesAsync(Path.Combine(workspace.Path, "image.bin"), [0, 1, 2, 0, 255], Token);
        File.Delete(Path.Combine(workspace.Path, "README.md"));
        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);

        var summary = await rig.Scm.SummarizeAsync(rig.Source, workspace.BaseRevision, snapshot.Revision, Token);

        Assert.Equal((4, 3L, 1L), (summary.Files, summary.Insertions, summary.Deletions));
        Assert.Equal(["README.md", "image.bin", "odd \"name\"\n\u001b[31m.txt", "src/app.txt"], summary.Paths.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SummarizeAsync_NothingChanged_IsEmpty()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();

        var summary = await rig.Scm.SummarizeAsync(rig.Source, workspace.BaseRevision, workspace.BaseRevision, Token);

        Assert.Equal((0, 0L, 0L, 0), (summary.Files, summary.Insertions, summary.Deletions, summary.Paths.Count));
    }

    [Fact]
    public async Task SummarizeAsync_ManyFiles_NamesTheFirstFifty()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        for (var number = 0; number < 120; number++)
        {
            await GitRig.WriteAsync(workspace.Path, string.Create(CultureInfo.InvariantCulture, $"many/{number:D3}.txt"), "x\n");
        }

        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);

        var summary = await rig.Scm.SummarizeAsync(rig.Source, workspace.BaseRevision, snapshot.Revision, Token);

        Assert.Equal((120, 120L, ChangeSummary.MaxPaths), (summary.Files, summary.Insertions, summary.Paths.Count));
    }

    [Fact]
    public async Task SummarizeAsync_AgentsDriversAndAttributes_RunNothingAndHideNothing()
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();
        var canary = Path.Combine(rig.Root, "canary");
        await rig.GitAsync(workspace.Path, "config", "diff.evil.command", $"touch {canary}");
        await rig.GitAsync(workspace.Path, "config", "diff.evil.textconv", $"touch {canary}; cat");
        await rig.GitAsync(workspace.Path, "config", "diff.external", $"touch {canary}");
        await rig.CommitAsync(workspace.Path, "hide", (".gitattributes", "* diff=evil\n*.txt -diff binary\n"), ("src/app.txt", "app\nhidden\n"));
        File.Delete(canary);
        var snapshot = await rig.Scm.SnapshotAsync(workspace, Token);

        var summary = await rig.Scm.SummarizeAsync(rig.Source, workspace.BaseRevision, snapshot.Revision, Token);

        Assert.Equal((2, 3L, 0L), (summary.Files, summary.Insertions, summary.Deletions));
        Assert.False(File.Exists(canary));
    }

    [Theory]
    [InlineData("--output=/tmp/x")]
    [InlineData("HEAD")]
    [InlineData("")]
    [InlineData("0123456789012345678901234567890123456789")]
    public async Task SummarizeAsync_NoRevisionThatIsHere_IsRefused(string revision)
    {
        await using var rig = await GitRig.StartAsync();
        var workspace = await rig.OpenAsync();

        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.SummarizeAsync(rig.Source, workspace.BaseRevision, revision, Token));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.SummarizeAsync(rig.Source, revision, workspace.BaseRevision, Token));
    }
}
