using System.Text;
using Ao.Commands;
using Ao.Convergence;
using Ao.Git.Histories;

namespace Ao.Plugins.Git.Tests;

public sealed class ForkFoldersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_OfAFork_AreItsOwnOldestFirst_WithDiffPathsAndOrigin()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await CloneAsync(rig, "fork");
        var first = await rig.CommitAsync(fork, "Retries with a timeout\n\nLonger text.", ("src/runner.ts", "class Runner {\n  async run(task) {\n    const x = 1;\n    const y = 2;\n    const z = 3;\n    const a = 4;\n    return a;\n  }\n}\n"));
        var second = await rig.CommitAsync(fork, $"Timeout\n\n(cherry picked from commit {first})", ("src/runner.ts", "class Runner {\n  async run(task) {\n    const x = 1;\n    const y = 2;\n    const z = 3;\n    const a = 5;\n    return a;\n  }\n}\n"));
        await rig.GitAsync(fork, "checkout", "--quiet", "-b", "side", first);
        await rig.CommitAsync(fork, "side", ("side.txt", "s"));
        await rig.GitAsync(fork, "checkout", "--quiet", "main");
        await rig.GitAsync(fork, "merge", "--quiet", "--no-edit", "side");
        await rig.CommitAsync(rig.SourcePath, "theirs", ("theirs.txt", "t"));

        await using var folders = await OpenAsync(rig, ("one", fork));
        var changes = await folders.ReadForkAsync("one", cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(3, changes.Count);
        Assert.Equal([first, second], changes.Where(static change => change.Message != "side").Select(static change => change.Revision));
        Assert.Equal("Retries with a timeout\n\nLonger text.", changes[0].Message);
        Assert.Equal("A <a@b.invalid>", changes[0].Author);
        Assert.Equal(["src/runner.ts"], changes[0].Paths);
        Assert.Null(changes[0].Origin);
        var copied = Assert.Single(changes, change => change.Revision == second);
        Assert.Equal(first, copied.Origin);
        Assert.False(copied.IsPartial);
        Assert.Contains("\n@@ -3,7 +3,7 @@ async run(task) {\n", copied.Patch, StringComparison.Ordinal);
        Assert.Contains("\n-    const a = 4;\n+    const a = 5;\n", copied.Patch, StringComparison.Ordinal);
        var kinship = await folders.CompareAsync("one", cancellationToken: Token);
        Assert.True(kinship.IsKin);
        Assert.Equal((4, 1, 0), (kinship.Ahead, kinship.Behind, kinship.Ported));
        Assert.Equal("theirs", Assert.Single(await folders.ReadBaseAsync(cancellationToken: Token).ToListAsync(Token)).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Changes_OfARepositoryThatLacksContents_AreGivenWithWhatIsKnown(bool isBare)
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await CloneAsync(rig, "fork");
        var large = await rig.CommitAsync(fork, "large", ("src/app.txt", "app\nchanged\n"), ("big [1]*.txt", new string('x', 5000)), ("a\n\"b\\.txt", new string('y', 5000)));
        var later = await rig.CommitAsync(fork, "later", ("big [1]*.txt", "small now\n"), ("big 1x.txt", "another\n"));
        var plain = await rig.CommitAsync(fork, "plain", ("src/app.txt", "app\nchanged again\n"));
        await LoseAsync(rig, fork, await rig.GitAsync(fork, "rev-parse", $"{large}:big [1]*.txt"));
        await LoseAsync(rig, fork, await rig.GitAsync(fork, "rev-parse", $"{large}:a\n\"b\\.txt"));
        if (isBare)
        {
            await rig.GitAsync(fork, "config", "core.bare", "true");
            Directory.Move(Path.Combine(fork, ".git"), fork + ".git");
        }

        await using var folders = await OpenAsync(rig, ("one", isBare ? fork + ".git" : fork));
        var changes = await folders.ReadForkAsync("one", cancellationToken: Token).ToListAsync(Token);

        Assert.Equal([large, later, plain], changes.Select(static change => change.Revision));
        Assert.Equal([true, true, false], changes.Select(static change => change.IsPartial));
        Assert.Equal(["a\n\"b\\.txt", "big [1]*.txt", "src/app.txt"], changes[0].Paths);
        Assert.Contains("+changed\n", changes[0].Patch, StringComparison.Ordinal);
        Assert.DoesNotContain("big", changes[0].Patch, StringComparison.Ordinal);
        Assert.Contains("+another\n", changes[1].Patch, StringComparison.Ordinal);
        Assert.DoesNotContain("small now", changes[1].Patch, StringComparison.Ordinal);
        Assert.Contains("+changed again\n", changes[2].Patch, StringComparison.Ordinal);
        Assert.Equal(3, (await folders.CompareAsync("one", cancellationToken: Token)).Ahead);
    }

    [Fact]
    public async Task Changes_WhoseTreeIsLost_HideNoOthers()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await CloneAsync(rig, "fork");
        var before = await rig.CommitAsync(fork, "before", ("a.txt", "a\n"));
        var broken = await rig.CommitAsync(fork, "broken", ("sub/b.txt", "b\n"));
        await rig.CommitAsync(fork, "between", ("sub/b.txt", "c\n"));
        var after = await rig.CommitAsync(fork, "after", ("a.txt", "b\n"));
        await LoseAsync(rig, fork, await rig.GitAsync(fork, "rev-parse", $"{broken}:sub"));

        await using var folders = await OpenAsync(rig, ("one", fork));
        var changes = await folders.ReadForkAsync("one", cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(["before", "broken", "between", "after"], changes.Select(static change => change.Message));
        Assert.Contains("+a\n", changes.Single(change => change.Revision == before).Patch, StringComparison.Ordinal);
        Assert.True(changes[1].IsPartial);
        Assert.True(changes[2].IsPartial);
        Assert.Contains("+b\n", changes.Single(change => change.Revision == after).Patch, StringComparison.Ordinal);
        Assert.False(changes[3].IsPartial);
    }

    [Fact]
    public async Task Changes_BinaryHugeOrBeyondTheLimit_AreLeftOutOrCut()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await CloneAsync(rig, "fork");
        await File.WriteAllBytesAsync(Path.Combine(fork, "picture.bin"), [0, 1, 2, 0, 255], Token);
        await rig.CommitAsync(fork, "binary", ("a.txt", "text\n"));
        await rig.CommitAsync(fork, "huge", ("huge.txt", string.Concat(Enumerable.Repeat("0123456789abcde\n", 80_000))), ("a.txt", "other\n"));
        await rig.CommitAsync(fork, "long", ("long.txt", string.Concat(Enumerable.Repeat("0123456789abcde\n", 1000))));

        await using var folders = await OpenAsync(rig, ("one", fork));
        var changes = await folders.ReadForkAsync("one", maxPatch: 4096, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal([false, true, true], changes.Select(static change => change.IsPartial));
        Assert.Equal(["a.txt", "picture.bin"], changes[0].Paths);
        Assert.DoesNotContain("picture", changes[0].Patch, StringComparison.Ordinal);
        Assert.DoesNotContain("huge", changes[1].Patch, StringComparison.Ordinal);
        Assert.Contains("+other\n", changes[1].Patch, StringComparison.Ordinal);
        Assert.InRange(changes[2].Patch!.Length, 4000, 4096);
        Assert.EndsWith("abcde\n", changes[2].Patch, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ported_CopiesAreFoundByTheirPatch_AlsoWhereContentsAreLost()
    {
        await using var rig = await GitRig.StartAsync();
        await rig.CommitAsync(rig.SourcePath, "more", ("code.txt", string.Concat(Enumerable.Range(1, 40).Select(static line => $"line {line}\n"))));
        var fork = await CloneAsync(rig, "fork");
        var copied = await rig.CommitAsync(fork, "fix", ("code.txt", string.Concat(Enumerable.Range(1, 40).Select(static line => line == 20 ? "line twenty\n" : $"line {line}\n"))));
        var exact = await rig.CommitAsync(fork, "exact", ("exact.txt", "e\n"));
        await rig.CommitAsync(fork, "own", ("own.txt", "o\n"));
        await rig.CommitAsync(rig.SourcePath, "above", ("code.txt", string.Concat(Enumerable.Range(0, 41).Select(static line => $"line {line}\n"))));
        await rig.GitAsync(rig.SourcePath, "fetch", "--quiet", fork, "main");
        await rig.GitAsync(rig.SourcePath, "cherry-pick", copied, exact);
        await LoseAsync(rig, fork, await rig.GitAsync(fork, "rev-parse", $"{exact}:exact.txt"));
        await LoseAsync(rig, rig.SourcePath, await rig.GitAsync(rig.SourcePath, "rev-parse", "main:exact.txt"));

        await using var folders = await OpenAsync(rig, ("one", fork));

        Assert.Equal([copied, exact], (await folders.FindPortedAsync("one", cancellationToken: Token)).Keys.Order().OrderBy(commit => commit == exact));
        Assert.Equal(2, (await folders.CompareAsync("one", cancellationToken: Token)).Ported);
    }

    [Fact]
    public async Task Kinship_UnrelatedAndRewritten_AreTold()
    {
        await using var rig = await GitRig.StartAsync();
        var other = Path.Combine(rig.Root, "other");
        Directory.CreateDirectory(other);
        await rig.GitAsync(other, "init", "--quiet", "-b", "main");
        await rig.CommitAsync(other, "of its own", ("README.md", "one\n"));
        var rewritten = await CloneAsync(rig, "rewritten");
        await rig.CommitAsync(rig.SourcePath, "second", ("b.txt", "b"));
        await rig.GitAsync(rewritten, "pull", "--quiet", rig.SourcePath, "main");
        await rig.GitAsync(rewritten, "commit", "--quiet", "--amend", "-m", "second, rewritten");

        await using var folders = await OpenAsync(rig, ("other", other), ("rewritten", rewritten));

        var unrelated = await folders.CompareAsync("other", cancellationToken: Token);
        Assert.False(unrelated.IsKin);
        Assert.Null(unrelated.MergeBase);
        Assert.Equal(await rig.GitAsync(rig.SourcePath, "rev-list", "--max-parents=0", "main"), Assert.Single(unrelated.Roots));
        Assert.False(folders.IsCompared("other"));
        Assert.Empty(await folders.ReadForkAsync("other", cancellationToken: Token).ToListAsync(Token));
        Assert.Equal("'other' has no history in common with the base and is left out. Give a clone of one of its forks.", Assert.Single(folders.Notes));
        var kinship = await folders.CompareAsync("rewritten", cancellationToken: Token);
        Assert.Equal((true, 1, 1, 1), (kinship.IsKin, kinship.Ahead, kinship.Behind, kinship.Ported));
    }

    [Fact]
    public async Task Hostile_HooksConfigurationAndAttributesOfAFork_StartNothing()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await CloneAsync(rig, "fork");
        var mark = Path.Combine(rig.Root, "mark");
        var program = Path.Combine(rig.Root, "program");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\ntouch '{mark}'\ncat\n", Token);
        await rig.RunAsync("chmod", "+x", program);
        await rig.CommitAsync(fork, "attributes", (".gitattributes", "*.txt diff=evil filter=evil\n"), ("a.txt", "a\n"));
        foreach (var (name, value) in new[] { ("diff.evil.textconv", program), ("diff.evil.command", program), ("filter.evil.clean", program), ("core.fsmonitor", program), ("core.pager", program), ("diff.external", program), ("core.alternateRefsCommand", program), ("core.sshCommand", program), ("uploadpack.packObjectsHook", program), ("gpg.program", program), ("log.showSignature", "true"), ("core.hooksPath", rig.Root) })
        {
            await rig.GitAsync(fork, "config", name, value);
        }

        await using var folders = await OpenAsync(rig, ("one", fork));
        var changes = await folders.ReadForkAsync("one", cancellationToken: Token).ToListAsync(Token);
        await folders.CompareAsync("one", cancellationToken: Token);

        Assert.Contains("+a\n", Assert.Single(changes).Patch, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task Changes_FiveThousand_AreReadWithFewProcesses_InOrder()
    {
        await using var rig = await GitRig.StartAsync();
        var fork = await CloneAsync(rig, "fork");
        await ImportAsync(rig, fork, 5000);
        var runner = new CountingRunner();

        await using var folders = await ForkFolders.OpenAsync(runner, TimeProvider.System, rig.SourcePath, [new("one", fork)], Token);
        var number = 0;
        await foreach (var change in folders.ReadForkAsync("one", cancellationToken: Token))
        {
            Assert.Equal($"Change {++number}", change.Message);
            Assert.Contains($"+number {number}\n", change.Patch, StringComparison.Ordinal);
        }

        Assert.Equal(5000, number);
        Assert.InRange(runner.Calls, 1, 100);
        Assert.Equal("Change 4001", (await folders.ReadForkAsync("one", maxChanges: 1000, cancellationToken: Token).FirstAsync(Token)).Message);
    }

    [Fact]
    public async Task Open_FoldersAsTheyStand_AreRead()
    {
        await using var rig = await GitRig.StartAsync();
        var detached = await CloneAsync(rig, "detached");
        var pinned = await rig.CommitAsync(detached, "pinned", ("a.txt", "a\n"));
        await rig.CommitAsync(detached, "later", ("a.txt", "b\n"));
        await rig.GitAsync(detached, "checkout", "--quiet", pinned);
        var copies = await CloneAsync(rig, "copies");
        await rig.GitAsync(copies, "update-ref", "-d", "refs/heads/main");
        var worktree = Path.Combine(rig.Root, "worktree");
        await rig.GitAsync(detached, "worktree", "add", "--quiet", "-b", "side", worktree, pinned);

        await using var folders = await ForkFolders.OpenAsync(new CommandRunner(TimeProvider.System), TimeProvider.System, rig.SourcePath, [new("detached", detached), new("copies", copies), new("worktree", worktree)], readsAllBranches: false, Token);

        Assert.Equal("pinned", Assert.Single(await folders.ReadForkAsync("detached", cancellationToken: Token).ToListAsync(Token)).Message);
        Assert.Equal("origin/main", folders.Forks["copies"].DefaultBranch);
        Assert.Equal("side", folders.Forks["worktree"].DefaultBranch);
        Assert.Equal(pinned, (await folders.CompareAsync("worktree", cancellationToken: Token)).ForkRevision);
    }

    [Fact]
    public async Task Open_NoRepository_IsOneClearError()
    {
        await using var rig = await GitRig.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(() => OpenAsync(rig, ("one", Path.Combine(rig.Root, "nowhere"))));

        Assert.Contains("nowhere' is no git repository", error.Message, StringComparison.Ordinal);
    }

    internal static async Task<string> CloneAsync(GitRig rig, string name)
    {
        var path = Path.Combine(rig.Root, name);
        await rig.GitAsync(rig.Root, "clone", "--quiet", "--no-hardlinks", rig.SourcePath, path);
        return path;
    }

    /// <summary>Takes an object away from a repository, as a clone that never had it.</summary>
    internal static async Task LoseAsync(GitRig rig, string repository, string id)
    {
        var packs = Directory.GetFiles(Path.Combine(repository, ".git", "objects", "pack"), "*.pack");
        foreach (var pack in packs)
        {
            // Into loose objects, each of which can be taken away.
            var aside = Path.Combine(rig.Root, Path.GetFileName(pack));
            File.Move(pack, aside);
            File.Delete(Path.ChangeExtension(pack, ".idx"));
            await rig.RunAsync("sh", "-c", "cd \"$1\" && git unpack-objects -q < \"$2\"", "sh", repository, aside);
        }

        File.Delete(Path.Combine(repository, ".git", "objects", id[..2], id[2..]));
    }

    internal static async Task ImportAsync(GitRig rig, string repository, int count)
    {
        var stream = new StringBuilder();
        for (var number = 1; number <= count; number++)
        {
            var message = $"Change {number}";
            var text = $"number {number}\n";
            stream.Append(System.Globalization.CultureInfo.InvariantCulture, $"commit refs/heads/main\nmark :{number}\ncommitter A <a@b.invalid> {1_700_000_000 + number} +0000\ndata {message.Length}\n{message}\n");
            stream.Append(number == 1 ? "from refs/heads/main^0\n" : "");
            stream.Append(System.Globalization.CultureInfo.InvariantCulture, $"M 100644 inline dir{number % 50}/file{number % 500}.txt\ndata {text.Length}\n{text}\n");
        }

        var file = Path.Combine(rig.Root, "stream");
        await File.WriteAllTextAsync(file, stream.ToString(), Token);
        await rig.RunAsync("sh", "-c", "cd \"$1\" && git fast-import --quiet --force < \"$2\"", "sh", repository, file);
    }

    private static Task<ForkFolders> OpenAsync(GitRig rig, params (string Name, string Folder)[] forks) =>
        ForkFolders.OpenAsync(new CommandRunner(TimeProvider.System), TimeProvider.System, rig.SourcePath, [.. forks.Select(static fork => KeyValuePair.Create(fork.Name, fork.Folder))], Token);
}
