using Ao.Commands;
using Ao.Git.Histories;

namespace Ao.Plugins.Git.Tests;

/// <summary>Which branches of a fork in a folder count, and which of their commits.</summary>
public sealed class FolderBranchesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Branches_BesideTheWorkedOne_AreReadToo_UnlessOnlyThatOneIsWanted()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.GitAsync(fork, "checkout", "--quiet", "-b", "feature");
        await rig.CommitAsync(fork, "on the side", ("side.txt", "s\n"));
        await rig.GitAsync(fork, "checkout", "--quiet", "main");
        await rig.CommitAsync(fork, "on main", ("main.txt", "m\n"));
        var copy = Path.Combine(rig.Root, "copy");
        await rig.GitAsync(rig.Root, "clone", "--quiet", fork, copy);

        Assert.Equal(["on main", "on the side"], await ReadAsync(rig, fork));
        Assert.Equal(["on main"], await ReadAsync(rig, fork, readsAllBranches: false));

        // What a clone has copied of its origin's branches is its origin's.
        Assert.Equal(["on main", "on the side"], await ReadAsync(rig, copy));
    }

    [Fact]
    public async Task Branches_ThatWereMergedBySquash_AreLeftOut()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.GitAsync(fork, "checkout", "--quiet", "-b", "request");
        await rig.CommitAsync(fork, "first half", ("src/app.txt", "app\none\n"));
        await rig.CommitAsync(fork, "second half", ("src/app.txt", "app\none\ntwo\n"));
        await rig.GitAsync(fork, "checkout", "--quiet", "-b", "local", "main");
        await rig.CommitAsync(fork, "local first", ("local.txt", "one\n"));
        await rig.CommitAsync(fork, "local second", ("local.txt", "one\ntwo\n"));
        await rig.GitAsync(fork, "checkout", "--quiet", "main");
        await rig.CommitAsync(fork, "own", ("own.txt", "own\n"));
        await rig.CommitAsync(fork, "local, squashed", ("local.txt", "one\ntwo\n"));
        await rig.CommitAsync(rig.SourcePath, "before", ("src/app.txt", "top\napp\n"));
        await rig.CommitAsync(rig.SourcePath, "request, squashed", ("src/app.txt", "top\napp\none\ntwo\n"), ("CHANGELOG.md", "more\n"));

        Assert.Equal(["local, squashed", "own"], await ReadAsync(rig, fork));
    }

    [Fact]
    public async Task Commits_ThatWereMadeAnewElsewhere_CountOnce()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.GitAsync(fork, "checkout", "--quiet", "-b", "old");
        await rig.CommitAsync(fork, "worked on", ("a.txt", "a\n"));
        var taken = await rig.CommitAsync(fork, "taken", ("b.txt", "b\n"));
        var left = await rig.CommitAsync(fork, "left", ("c.txt", "c\n"));
        await rig.GitAsync(fork, "checkout", "--quiet", "main");
        await rig.CommitAsync(fork, "own", ("own.txt", "own\n"));
        await rig.GitAsync(fork, "cherry-pick", "old~2");
        await rig.GitAsync(fork, "checkout", "--quiet", "-b", "again", "main");
        await rig.GitAsync(fork, "cherry-pick", left);
        await rig.GitAsync(fork, "checkout", "--quiet", "main");
        await rig.CommitAsync(rig.SourcePath, "theirs", ("theirs.txt", "t\n"));
        await rig.GitAsync(rig.SourcePath, "fetch", "--quiet", fork, "old");
        await rig.GitAsync(rig.SourcePath, "cherry-pick", taken);

        Assert.Equal(["left", "own", "worked on"], await ReadAsync(rig, fork));
    }

    [Fact]
    public async Task Histories_OfTheirOwn_MergedInOrBeside_AreNoChanges()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.GitAsync(fork, "checkout", "--quiet", "--orphan", "pages");
        await rig.CommitAsync(fork, "site", ("index.html", "site\n"));
        await rig.CommitAsync(fork, "site again", ("index.html", "again\n"));
        await rig.GitAsync(fork, "checkout", "--quiet", "main");
        await rig.GitAsync(fork, "checkout", "--quiet", "--orphan", "library");
        await rig.GitAsync(fork, "rm", "-rfq", ".");
        await rig.CommitAsync(fork, "library", ("library.txt", "l\n"));
        await rig.GitAsync(fork, "checkout", "--quiet", "main");
        await rig.GitAsync(fork, "merge", "--quiet", "--no-edit", "--allow-unrelated-histories", "library");
        await rig.CommitAsync(fork, "own", ("own.txt", "own\n"));

        Assert.Equal(["own"], await ReadAsync(rig, fork));
    }

    [Fact]
    public async Task Base_IsReadSinceTheFirstBranchThatCountsLeftIt()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.GitAsync(fork, "checkout", "--quiet", "-b", "old");
        await rig.CommitAsync(fork, "old work", ("old.txt", "o\n"));
        await rig.GitAsync(fork, "checkout", "--quiet", "main");
        await rig.CommitAsync(rig.SourcePath, "second", ("b.txt", "b\n"));
        await rig.GitAsync(fork, "pull", "--quiet", "--no-edit", rig.SourcePath, "main");
        await rig.CommitAsync(fork, "new work", ("new.txt", "n\n"));
        await rig.CommitAsync(rig.SourcePath, "third", ("c.txt", "c\n"));

        await using var folders = await OpenAsync(rig, fork, readsAllBranches: true);
        Assert.Equal(["second", "third"], (await folders.ReadBaseAsync(cancellationToken: Token).ToListAsync(Token)).Select(static change => change.Message));
        await using var only = await OpenAsync(rig, fork, readsAllBranches: false);
        Assert.Equal(["third"], (await only.ReadBaseAsync(cancellationToken: Token).ToListAsync(Token)).Select(static change => change.Message));
    }

    [Fact]
    public async Task Fork_WhoseHeadNamesNoBranch_IsReadByAllOfThem()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.GitAsync(fork, "checkout", "--quiet", "-b", "one");
        await rig.CommitAsync(fork, "first of one", ("a.txt", "a\n"));
        await rig.GitAsync(fork, "checkout", "--quiet", "-b", "two", "main");
        await rig.CommitAsync(fork, "first of two", ("b.txt", "b\n"));
        await rig.GitAsync(fork, "branch", "-D", "main");
        await rig.GitAsync(fork, "symbolic-ref", "HEAD", "refs/heads/nothing");

        Assert.Equal(["first of one", "first of two"], await ReadAsync(rig, fork, readsAllBranches: false));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(GitRig rig, string fork, bool readsAllBranches = true)
    {
        await using var folders = await OpenAsync(rig, fork, readsAllBranches);
        return [.. (await folders.ReadForkAsync("one", cancellationToken: Token).ToListAsync(Token)).Select(static change => change.Message).Order(StringComparer.Ordinal)];
    }

    private static Task<ForkFolders> OpenAsync(GitRig rig, string fork, bool readsAllBranches) =>
        ForkFolders.OpenAsync(new CommandRunner(TimeProvider.System), TimeProvider.System, rig.SourcePath, [new("one", fork)], readsAllBranches, Token);
}
