using Ao.Git.Trees;
using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

public sealed class SourceTreeTests
{
    private const string Odd = "odd \"name\n1\\.txt";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tree_FilesTextsAndChanges_AreThoseOfTheRevision()
    {
        await using var rig = await GitRig.StartAsync();
        var before = await rig.GitAsync(rig.SourcePath, "rev-parse", "main");
        await rig.CommitAsync(rig.SourcePath, "more", (Odd, "odd\n"), ("src/moved.txt", "app\n"), ("large.txt", new string('x', 1_100_000)));
        await rig.GitAsync(rig.SourcePath, "rm", "--quiet", "src/app.txt");
        File.CreateSymbolicLink(Path.Combine(rig.SourcePath, "link"), "/etc/passwd");
        await File.WriteAllBytesAsync(Path.Combine(rig.SourcePath, "binary"), [1, 0, 2], Token);
        var after = await rig.CommitAsync(rig.SourcePath, "moved", ("README.md", "two\n"));
        await rig.OpenAsync();

        var tree = await rig.Scm.OpenTreeAsync(rig.Source, after, Token);

        Assert.Equal([".gitignore", "README.md", "binary", "large.txt", Odd, "src/moved.txt"], await tree.ListPathsAsync(Token));
        Assert.Equal("two\n", await tree.ReadTextAsync("README.md", Token));
        Assert.Equal("odd\n", await tree.ReadTextAsync(Odd, Token));
        foreach (var path in new[] { "binary", "large.txt", "nowhere", "src", "../README.md", "", "a\0b" })
        {
            Assert.Null(await tree.ReadTextAsync(path, Token));
        }

        Assert.Equal(
            [new TreeChange("README.md", "README.md"), new TreeChange("binary", null), new TreeChange("large.txt", null), new TreeChange("link", null), new TreeChange(Odd, null), new TreeChange("src/moved.txt", "src/app.txt")],
            await tree.ListChangesAsync(before, Token));
        Assert.Equal(new TreeChange("binary", "binary", IsRemoved: true), (await (await rig.Scm.OpenTreeAsync(rig.Source, before, Token)).ListChangesAsync(after, Token))[1]);
        await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.OpenTreeAsync(rig.Source, new string('1', 40), Token));
        await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.OpenTreeAsync(rig.Source, "--help", Token));
    }

    [Fact]
    public async Task Words_AreFoundWhole_InOrder_UpToTheLimit()
    {
        await using var rig = await GitRig.StartAsync();
        var revision = await rig.CommitAsync(
            rig.SourcePath,
            "words",
            ("a.cs", "Runner runner = new Runner();\nRunnerFactory.Make();\nvar other = MaxTurns + Runner.Max;\n"),
            (Odd, "x\nMaxTurns\n"),
            ("c.txt", "no-word $scope\nrunner\n" + new string('y', 500) + " MaxTurns\n"),
            ("many.txt", string.Concat(Enumerable.Repeat("many\n", 30_000))));
        await rig.OpenAsync();
        var tree = await rig.Scm.OpenTreeAsync(rig.Source, revision, Token);

        var found = await tree.FindWordsAsync(["Runner", "MaxTurns", "$scope", "-e", "", "a\nb"], cancellationToken: Token);

        Assert.Equal(
            [("a.cs", 1, "Runner"), ("a.cs", 3, "MaxTurns"), ("a.cs", 3, "Runner"), ("c.txt", 1, "$scope"), ("c.txt", 3, "MaxTurns"), (Odd, 2, "MaxTurns")],
            found.Select(static word => (word.Path, word.Line, word.Word)).OrderBy(static word => word.Path, StringComparer.Ordinal).ThenBy(static word => word.Line).ThenBy(static word => word.Word, StringComparer.Ordinal));
        Assert.Equal("Runner runner = new Runner();", found.First(static word => word.Path == "a.cs").Text);
        Assert.Equal(400, found.Single(static word => word is { Path: "c.txt", Line: 3 }).Text.Length);
        Assert.Equal(25_000, (await tree.FindWordsAsync(["many"], 25_000, Token)).Count);
        Assert.Empty(await tree.FindWordsAsync(["nowhere_at_all"], cancellationToken: Token));
        Assert.Empty(await tree.FindWordsAsync([], cancellationToken: Token));
    }

    [Theory]
    [InlineData("a.b(c) a_b", new[] { "a", "b", "c", "a_b" })]
    [InlineData("xa ab", new string[0])]
    [InlineData("a+b", new[] { "a", "b", "a+b" })]
    [InlineData("xa+b a+bx", new[] { "b", "a" })]
    public void WordSet_TellsWordsAsGitDoes(string line, string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), new WordSet(["a", "b", "c", "a_b", "a+b"]).FindIn(line).Order(StringComparer.Ordinal));

    [Fact]
    public async Task TrialMerge_CanBeCheckedOut_IsRepeatedAlike_AndNamesConflicts()
    {
        await using var rig = await GitRig.StartAsync();
        var start = await rig.GitAsync(rig.SourcePath, "rev-parse", "main");
        var ours = await rig.CommitAsync(rig.SourcePath, "ours", ("ours.txt", "o\n"), (Odd, "ours\n"));
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.GitAsync(fork, "reset", "--quiet", "--hard", start);
        var theirs = await rig.CommitAsync(fork, "theirs", ("theirs.txt", "t\n"));
        var other = await rig.CommitAsync(fork, "conflict", (Odd, "theirs\n"));
        await rig.Scm.FetchForkAsync(ForkHistoryTests.Request(rig, fork), Token);

        var merged = await rig.Scm.TryMergeAsync(rig.Source, ours, theirs, Token);

        Assert.Empty(merged.Conflicts);
        Assert.Equal(merged.Revision, (await rig.Scm.TryMergeAsync(rig.Source, ours, theirs, Token)).Revision);
        await using (var checkout = await rig.Scm.CheckOutAsync(rig.Source, merged.Revision!, Token))
        {
            Assert.True(File.Exists(Path.Combine(checkout.Path, "ours.txt")));
            Assert.True(File.Exists(Path.Combine(checkout.Path, "theirs.txt")));
        }

        var conflicting = await rig.Scm.TryMergeAsync(rig.Source, ours, other, Token);
        Assert.Null(conflicting.Revision);
        Assert.Equal([Odd], conflicting.Conflicts);
        Assert.Equal(start, await rig.Scm.FindMergeBaseAsync(rig.Source, ours, theirs, Token));
        Assert.Equal(ours, await rig.GitAsync(rig.SourcePath, "rev-parse", "main"));
    }
}
