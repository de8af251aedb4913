using Ao.Commands;
using Ao.Git.Histories;
using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

/// <summary>Repositories that lack commits or contents spoil no comparison, and it is said of them.</summary>
public sealed class ShallowForkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Folders_OneShallowFork_CutsNoOtherHistory_AndIsLeftOut()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.CommitAsync(rig.SourcePath, "second", ("b.txt", "b\n"));
        var whole = await ForkFoldersTests.CloneAsync(rig, "whole");
        await rig.CommitAsync(whole, "own", ("own.txt", "own\n"));
        var other = await ForkFoldersTests.CloneAsync(rig, "other");
        for (var number = 1; number <= 4; number++)
        {
            await rig.CommitAsync(other, $"other {number}", ($"{number}.txt", "x\n"));
        }

        await rig.CommitAsync(rig.SourcePath, "third", ("c.txt", "c\n"));
        var shallow = await ShallowAsync(rig, other, 2);

        await using var folders = await OpenAsync(rig, rig.SourcePath, ("whole", whole), ("shallow", shallow));

        Assert.Equal(["third"], await MessagesAsync(folders.ReadBaseAsync(cancellationToken: Token)));
        Assert.Equal(["own"], await MessagesAsync(folders.ReadForkAsync("whole", cancellationToken: Token)));
        Assert.Empty(await MessagesAsync(folders.ReadForkAsync("shallow", cancellationToken: Token)));
        Assert.False(folders.IsCompared("shallow"));
        Assert.Contains("'shallow' is a shallow clone whose history ends before the commit at which it left the base, and is left out.", Assert.Single(folders.Notes), StringComparison.Ordinal);

        // The commits that it lacks are in another of the folders.
        await using var together = await OpenAsync(rig, rig.SourcePath, ("shallow", shallow), ("other", other));
        Assert.Equal(["other 1", "other 2", "other 3", "other 4"], await MessagesAsync(together.ReadForkAsync("shallow", cancellationToken: Token)));
        Assert.Empty(together.Notes);
    }

    [Fact]
    public async Task Folders_AShallowBase_IsReadWithWhatTheForksHave()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.CommitAsync(rig.SourcePath, "second", ("b.txt", "b\n"));
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.CommitAsync(fork, "own", ("own.txt", "own\n"));
        await rig.CommitAsync(rig.SourcePath, "third", ("c.txt", "c\n"));
        await rig.CommitAsync(rig.SourcePath, "fourth", ("d.txt", "d\n"));

        await using (var folders = await OpenAsync(rig, await ShallowAsync(rig, rig.SourcePath, 2), ("one", fork)))
        {
            Assert.Equal(["fourth", "third"], (await MessagesAsync(folders.ReadBaseAsync(cancellationToken: Token))).Order());
            Assert.Equal(["own"], await MessagesAsync(folders.ReadForkAsync("one", cancellationToken: Token)));
            Assert.Empty(folders.Notes);
        }

        await using var far = await OpenAsync(rig, await ShallowAsync(rig, rig.SourcePath, 1), ("one", fork));
        Assert.Contains(far.Notes, static note => note.StartsWith("The base is a shallow clone", StringComparison.Ordinal));
        Assert.Contains(far.Notes, static note => note.StartsWith("'one' has no history in common", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Folders_AShallowForkThatMergedItsBase_IsComparedAsFarAsItReaches()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        for (var number = 1; number <= 4; number++)
        {
            await rig.CommitAsync(fork, $"own {number}", ($"{number}.txt", "x\n"));
        }

        await rig.CommitAsync(rig.SourcePath, "second", ("b.txt", "b\n"));
        await rig.GitAsync(fork, "pull", "--quiet", "--no-rebase", "--no-edit", rig.SourcePath, "main");
        await rig.CommitAsync(fork, "own 5", ("5.txt", "x\n"));

        await using var folders = await OpenAsync(rig, rig.SourcePath, ("one", await ShallowAsync(rig, fork, 4)));

        // Of 'own 3', with which the history ends, it is not known what it changed.
        Assert.Equal(["own 4", "own 5"], await MessagesAsync(folders.ReadForkAsync("one", cancellationToken: Token)));
        Assert.Contains("older changes than its history holds", Assert.Single(folders.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_PartialClones_SayWhichChangesLackContents()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.GitAsync(fork, "config", "uploadpack.allowFilter", "true");
        await rig.CommitAsync(fork, "before", ("src/app.txt", "app\nbefore\n"));
        await rig.CommitAsync(fork, "now", ("src/app.txt", "app\nnow\n"), ("new.txt", "new\n"));
        await rig.CommitAsync(fork, "huge", ("huge.txt", new string('x', 3_000_000)));
        var partial = Path.Combine(rig.Root, "partial");
        await rig.GitAsync(rig.Root, "clone", "--quiet", "--filter=blob:none", $"file://{fork}", partial);

        await using var folders = await OpenAsync(rig, rig.SourcePath, ("one", partial));
        var changes = await folders.ReadForkAsync("one", cancellationToken: Token).ToListAsync(Token);

        Assert.Equal([("before", true), ("now", true), ("huge", false)], changes.Select(static change => (change.Message, change.LacksContents)));
        Assert.Null(changes[0].Patch);
        Assert.Contains("+new\n", changes[1].Patch, StringComparison.Ordinal);
        Assert.True(changes[2].IsPartial);
    }

    [Fact]
    public async Task Host_AShallowPeerThatHoldsItsForkPoint_IsComparedAsAWholeOne()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.CommitAsync(rig.SourcePath, "second", ("b.txt", "b\n"));
        await rig.CommitAsync(rig.SourcePath, "third", ("c.txt", "c\n"));
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        var own = await rig.CommitAsync(fork, "own", ("own.txt", "own\n"));
        await rig.CommitAsync(rig.SourcePath, "fourth", ("d.txt", "d\n"));

        await rig.Scm.FetchForkAsync(ForkHistoryTests.Request(rig, await ShallowAsync(rig, fork, 2)), Token);
        var kinship = await rig.Scm.CompareForkAsync(rig.Source, "one", "main", Token);

        Assert.Equal((true, false, 1, 1), (kinship.IsKin, kinship.IsShallow, kinship.Ahead, kinship.Behind));
        Assert.Equal(await rig.GitAsync(rig.SourcePath, "rev-list", "--max-parents=0", "main"), Assert.Single(kinship.Roots));
        Assert.Equal(own, Assert.Single(await ReadAsync(rig)));
    }

    [Fact]
    public async Task Host_AShallowPeerWithoutItsForkPoint_IsSaidToBeOne_AndComparedOnceItReachesIt()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.CommitAsync(fork, "first own", ("a.txt", "a\n"));
        await rig.CommitAsync(fork, "second own", ("b.txt", "b\n"));
        var third = await rig.CommitAsync(fork, "third own", ("c.txt", "c\n"));
        var shallow = await ShallowAsync(rig, fork, 2);

        await rig.Scm.FetchForkAsync(ForkHistoryTests.Request(rig, shallow), Token);
        var kinship = await rig.Scm.CompareForkAsync(rig.Source, "one", "main", Token);
        Assert.Equal((false, true), (kinship.IsKin, kinship.IsShallow));
        Assert.Equal(third, Assert.Single(await ReadAsync(rig)));

        await rig.GitAsync(shallow, "fetch", "--quiet", "--deepen=2");
        await rig.Scm.FetchForkAsync(ForkHistoryTests.Request(rig, shallow), Token);
        kinship = await rig.Scm.CompareForkAsync(rig.Source, "one", "main", Token);
        Assert.Equal((true, false, 3), (kinship.IsKin, kinship.IsShallow, kinship.Ahead));
        Assert.Equal(3, (await ReadAsync(rig)).Count);
    }

    [Fact]
    public async Task Host_AShallowSource_IsRefusedWithTheRemedy()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.CommitAsync(rig.SourcePath, "second", ("b.txt", "b\n"));
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.CommitAsync(fork, "own", ("own.txt", "own\n"));
        var source = new ProjectSource { Project = new ProjectId("cut"), Location = await ShallowAsync(rig, rig.SourcePath, 1) };

        var error = await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.FetchForkAsync(ForkHistoryTests.Request(rig, fork) with { Source = source }, Token));

        Assert.Contains("git fetch --unshallow", error.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(GitRig rig) =>
        [.. (await rig.Scm.ReadChangesAsync(new ForkChangesRequest { Source = rig.Source, ForkId = "one", Branch = "main" }, Token).ToListAsync(Token)).Select(static change => change.Revision)];

    private static async Task<string> ShallowAsync(GitRig rig, string repository, int depth)
    {
        var path = Path.Combine(rig.Root, $"{Path.GetFileName(repository)}-{depth}");
        await rig.GitAsync(rig.Root, "clone", "--quiet", $"--depth={depth}", $"file://{repository}", path);
        return path;
    }

    private static async Task<IReadOnlyList<string>> MessagesAsync(IAsyncEnumerable<Ao.Convergence.ForkChange> changes) =>
        [.. (await changes.ToListAsync(Token)).Select(static change => change.Message)];

    private static Task<ForkFolders> OpenAsync(GitRig rig, string source, params (string Name, string Folder)[] forks) =>
        ForkFolders.OpenAsync(new CommandRunner(TimeProvider.System), TimeProvider.System, source, [.. forks.Select(static fork => KeyValuePair.Create(fork.Name, fork.Folder))], Token);
}
