using Ao.Convergence;
using Ao.Scm;

namespace Ao.Plugins.Git.Tests;

/// <summary>Forks' histories through the plugin: brought here, compared and read.</summary>
public sealed class ForkHistoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_AFolder_BringsItsBranchesApartFromAllOthers_AndAgainWhatIsNew()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        var first = await rig.CommitAsync(fork, "first of the fork", ("a.txt", "a\n"));
        await rig.GitAsync(fork, "branch", "topic/one");

        var branches = await rig.Scm.FetchForkAsync(Request(rig, fork), Token);
        Assert.Equal("main", branches.DefaultBranch);
        Assert.Equal(["main", "topic/one"], branches.Branches.Keys.Order());
        Assert.Equal(first, branches.Branches["main"]);
        Assert.Equal(first, await rig.GitAsync(rig.Control, "rev-parse", "refs/ao/histories/one/heads/main"));
        Assert.Equal("", await rig.GitAsync(rig.Control, "for-each-ref", "refs/heads", "refs/tags"));
        Assert.Empty(Directory.GetFiles(Path.Combine(rig.DataFolder, "projects", "shop", "scratch"), "*", SearchOption.AllDirectories));

        var second = await rig.CommitAsync(fork, "second", ("a.txt", "b\n"));
        await rig.GitAsync(fork, "branch", "-D", "topic/one");
        await rig.GitAsync(fork, "branch", "topic");
        branches = await rig.Scm.FetchForkAsync(Request(rig, fork), Token);
        Assert.Equal(["main", "topic"], branches.Branches.Keys.Order());
        Assert.Equal(second, (await rig.Scm.CompareForkAsync(rig.Source, "one", "main", Token)).ForkRevision);
        await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.CompareForkAsync(rig.Source, "one", "topic/one", Token));
        Assert.Equal([second], (await ReadAsync(rig, after: [first])).Select(static change => change.Revision));
        Assert.Equal([first, second], (await ReadAsync(rig)).Select(static change => change.Revision));
    }

    [Fact]
    public async Task Fetch_ABundle_IsTakenAsFarAsItHolds()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        var own = await rig.CommitAsync(fork, "own", ("a.txt", "a\n"));
        var bundle = Path.Combine(rig.Root, "fork.bundle");
        await rig.GitAsync(fork, "bundle", "create", "--quiet", bundle, "main", "^origin/main");

        Assert.Equal(own, (await rig.Scm.FetchForkAsync(Request(rig, bundle), Token)).Branches["main"]);
        Assert.Equal((1, 0), Counts(await rig.Scm.CompareForkAsync(rig.Source, "one", "main", Token)));

        await File.WriteAllTextAsync(bundle, "no bundle", Token);
        var error = await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.FetchForkAsync(Request(rig, bundle), Token));
        Assert.Contains("git bundle verify", error.Message, StringComparison.Ordinal);
        Assert.Equal(own, Assert.Single(await ReadAsync(rig)).Revision);
    }

    [Fact]
    public async Task Fetch_ARepositoryThatLacksContents_IsReadWhereItIs_AndCopiedOnceItIsWhole()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        var large = await rig.CommitAsync(fork, "large", ("big.txt", new string('x', 5000)), ("a.txt", "a\n"));
        var blob = await rig.GitAsync(fork, "rev-parse", $"{large}:big.txt");
        var kept = Path.Combine(rig.Root, "kept");
        File.Copy(Path.Combine(fork, ".git", "objects", blob[..2], blob[2..]), kept);
        await ForkFoldersTests.LoseAsync(rig, fork, blob);

        await rig.Scm.FetchForkAsync(Request(rig, fork), Token);
        var change = Assert.Single(await ReadAsync(rig));
        Assert.True(change.IsPartial);
        Assert.Equal(["a.txt", "big.txt"], change.Paths);
        Assert.Contains("+a\n", change.Patch, StringComparison.Ordinal);
        Assert.Equal((1, 0), Counts(await rig.Scm.CompareForkAsync(rig.Source, "one", "main", Token)));
        var tree = await rig.Scm.OpenTreeAsync(rig.Source, large, Token);
        Assert.Equal("a\n", await tree.ReadTextAsync("a.txt", Token));
        Assert.Null(await tree.ReadTextAsync("big.txt", Token));
        Assert.Equal("a.txt", Assert.Single(await tree.FindWordsAsync(["a", "xxxx"], cancellationToken: Token)).Path);
        Assert.Equal(["a.txt", "big.txt"], (await tree.ListChangesAsync(await rig.GitAsync(rig.SourcePath, "rev-parse", "main"), Token)).Select(static file => file.Path));
        await rig.GitAsync(rig.Control, "fsck", "--connectivity-only");

        File.Copy(kept, Path.Combine(fork, ".git", "objects", blob[..2], blob[2..]));
        await rig.Scm.FetchForkAsync(Request(rig, fork), Token);
        Assert.False(Assert.Single(await ReadAsync(rig)).IsPartial);
        Assert.Equal(large, await rig.GitAsync(rig.Control, "rev-parse", "refs/ao/histories/one/heads/main"));
        Directory.Delete(fork, recursive: true);
        Assert.Single(await ReadAsync(rig));
    }

    [Fact]
    public async Task Fetch_APartialCloneWhosePromisorIsGone_StartsNothing()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.GitAsync(rig.SourcePath, "config", "uploadpack.allowFilter", "true");
        await rig.CommitAsync(rig.SourcePath, "large", ("big.txt", new string('x', 5000)), ("small.txt", "s\n"));
        var fork = Path.Combine(rig.Root, "partial.git");
        await rig.GitAsync(rig.Root, "clone", "--quiet", "--bare", "--filter=blob:limit=1k", $"file://{rig.SourcePath}", fork);
        var mark = Path.Combine(rig.Root, "mark");
        await rig.GitAsync(fork, "config", "remote.origin.uploadpack", $"touch {mark}; false");
        await rig.GitAsync(fork, "config", "remote.origin.url", "file:///nowhere");
        await rig.GitAsync(rig.SourcePath, "reset", "--quiet", "--hard", "HEAD~1");
        await rig.GitAsync(rig.SourcePath, "reflog", "expire", "--expire=now", "--all");
        await rig.GitAsync(rig.SourcePath, "gc", "--quiet", "--prune=now");

        await rig.Scm.FetchForkAsync(Request(rig, fork), Token);
        var change = Assert.Single(await ReadAsync(rig));

        Assert.True(change.IsPartial);
        Assert.Contains("+s\n", change.Patch, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task Fetch_AShallowClone_IsReadAsFarAsItGoes()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.CommitAsync(rig.SourcePath, "second", ("b.txt", "b\n"));
        var fork = Path.Combine(rig.Root, "shallow");
        await rig.GitAsync(rig.Root, "clone", "--quiet", "--depth=1", $"file://{rig.SourcePath}", fork);
        var own = await rig.CommitAsync(fork, "own", ("c.txt", "c\n"));

        await rig.Scm.FetchForkAsync(Request(rig, fork), Token);

        Assert.Equal(own, Assert.Single(await ReadAsync(rig)).Revision);
        Assert.True((await rig.Scm.CompareForkAsync(rig.Source, "one", "main", Token)).IsKin);
    }

    [Fact]
    public async Task Fetch_MoreThanIsTaken_LeavesNothing()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await File.WriteAllBytesAsync(Path.Combine(fork, "noise.bin"), System.Security.Cryptography.RandomNumberGenerator.GetBytes(200_000), Token);
        await rig.CommitAsync(fork, "large", ("a.txt", "a\n"));

        var error = await Assert.ThrowsAsync<AoException>(async () => await rig.Scm.FetchForkAsync(Request(rig, fork) with { MaxBytes = 100_000 }, Token));

        Assert.Contains("more than 100000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal("", await rig.GitAsync(rig.Control, "for-each-ref", "refs/ao/histories"));
        await rig.Scm.FetchForkAsync(Request(rig, fork) with { MaxBytes = 300_000 }, Token);
    }

    [Theory]
    [InlineData("", "cannot be the address")]
    [InlineData("--upload-pack=touch x", "starts with '-'")]
    [InlineData("ext::sh -c touch", "cannot be the address")]
    [InlineData("https://user:secret@host/x.git", "password")]
    public async Task Fetch_ABadPlace_IsOneClearError(string location, string words)
    {
        await using var rig = await GitRig.StartAsync();

        var error = await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.FetchForkAsync(Request(rig, location), Token));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_NothingThereNoRepositoryOrABadName_IsOneClearError()
    {
        await using var rig = await GitRig.StartAsync();
        var plain = Path.Combine(rig.Root, "plain");
        Directory.CreateDirectory(plain);

        await Assert.ThrowsAsync<TransientException>(async () => await rig.Scm.FetchForkAsync(Request(rig, Path.Combine(rig.Root, "nowhere")), Token));
        Assert.Contains("no git repository", (await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.FetchForkAsync(Request(rig, plain), Token))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot name a fork", (await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.FetchForkAsync(Request(rig, rig.SourcePath) with { ForkId = "../x" }, Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_HostileNamesHooksAndConfiguration_AreLeftOutAndStartNothing()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        var own = await rig.CommitAsync(fork, "own", ("a.txt", "a\n"));
        var mark = Path.Combine(rig.Root, "mark");
        var program = Path.Combine(rig.Root, "program");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\ntouch '{mark}'\n", Token);
        await rig.RunAsync("chmod", "+x", program);
        foreach (var hook in new[] { "reference-transaction", "post-checkout", "pre-receive", "post-update", "pre-auto-gc" })
        {
            File.Copy(program, Path.Combine(fork, ".git", "hooks", hook));
        }

        foreach (var name in new[] { "uploadpack.packObjectsHook", "core.fsmonitor", "core.alternateRefsCommand", "core.sshCommand", "gpg.program", "core.pager" })
        {
            await rig.GitAsync(fork, "config", name, program);
        }

        await File.AppendAllTextAsync(Path.Combine(fork, ".git", "packed-refs"), $"{own} refs/heads/turn\u202earound\n", Token);

        var branches = await rig.Scm.FetchForkAsync(Request(rig, fork), Token);
        await rig.Scm.CompareForkAsync(rig.Source, "one", "main", Token);

        Assert.Equal(["main"], branches.Branches.Keys);
        Assert.Single(await ReadAsync(rig));
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task Fetch_ADamagedObject_IsNotTakenOver()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        var blob = await rig.GitAsync(fork, "rev-parse", "HEAD:README.md");
        await File.WriteAllTextAsync(Path.Combine(rig.Root, "tree"), $"100644 blob {blob}\t.git\n", Token);
        await rig.RunAsync("sh", "-c", "cd \"$1\" && tree=$(git mktree < ../tree) && commit=$(git -c user.name=a -c user.email=a@b commit-tree -p HEAD -m bad $tree) && git update-ref refs/heads/main $commit", "sh", fork);

        var error = await Assert.ThrowsAnyAsync<AoException>(async () => await rig.Scm.FetchForkAsync(Request(rig, fork), Token));

        Assert.Contains("not as git wants it", error.Message, StringComparison.Ordinal);
        Assert.Equal("", await rig.GitAsync(rig.Control, "for-each-ref", "refs/ao/histories"));
    }

    [Fact]
    public async Task Source_ItsOwnChangesSinceTheForksLeft_AndBranchesOfTheSameName()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
        await rig.CommitAsync(fork, "own", ("a.txt", "a\n"));
        await rig.GitAsync(fork, "branch", "release");
        await rig.GitAsync(rig.SourcePath, "branch", "release");
        var theirs = await rig.CommitAsync(rig.SourcePath, "theirs", ("t.txt", "t\n"));
        await rig.Scm.FetchForkAsync(Request(rig, fork), Token);

        var main = await rig.Scm.CompareForkAsync(rig.Source, "one", "main", Token);

        Assert.Equal((1, 1), Counts(main));
        Assert.Equal((1, 0), Counts(await rig.Scm.CompareForkAsync(rig.Source, "one", "release", Token)));
        var changes = await rig.Scm.ReadChangesAsync(new ForkChangesRequest { Source = rig.Source, Branch = "main", After = [main.MergeBase!] }, Token).ToListAsync(Token);
        Assert.Equal(theirs, Assert.Single(changes).Revision);
    }

    [Fact]
    public async Task Fetch_DyingAnywhere_IsRepeatedWhole()
    {
        for (var dieAt = 1; ; dieAt++)
        {
            await using var rig = await GitRig.StartAsync();
            var fork = await ForkFoldersTests.CloneAsync(rig, "fork");
            var own = await rig.CommitAsync(fork, "own", ("a.txt", "a\n"));
            var runner = new FailingRunner(dieAt);
            var dying = await rig.NewScmAsync(runner: runner);
            try
            {
                await dying.FetchForkAsync(Request(rig, fork), Token);
            }
            catch (Ao.TestSupport.HostDiedException)
            {
                // The next host finds what this one left.
            }

            var next = await rig.NewScmAsync();
            Assert.Equal(own, (await next.FetchForkAsync(Request(rig, fork), Token)).Branches["main"]);
            Assert.Equal((1, 0), Counts(await next.CompareForkAsync(rig.Source, "one", "main", Token)));
            if (!runner.Died)
            {
                return;
            }
        }
    }

    internal static ForkFetchRequest Request(GitRig rig, string location, string id = "one") => new() { Source = rig.Source, ForkId = id, Location = location };

    private static (int Ahead, int Behind) Counts(ForkKinship kinship) => (kinship.Ahead, kinship.Behind);

    private static async Task<IReadOnlyList<ForkChange>> ReadAsync(GitRig rig, params string[] after) =>
        await rig.Scm.ReadChangesAsync(new ForkChangesRequest { Source = rig.Source, ForkId = "one", Branch = "main", After = after }, Token).ToListAsync(Token);
}
