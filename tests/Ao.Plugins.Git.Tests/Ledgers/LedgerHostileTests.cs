using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ao.Ledger;

namespace Ao.Plugins.Git.Tests.Ledgers;

/// <summary>Places that hold what they should not: it is refused or cut short, in little memory and time, and nothing of it stays.</summary>
public sealed class LedgerHostileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_FileLargerThanTheLimit_IsTooMuch()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.PlantAsync(LedgerRig.Planted(LedgerRig.File("seg/0000/00000001.jsonl", new string('x', 300_000))));

        await RefusedAsync(rig, LedgerFetchOutcome.TooMuch, "300000 bytes");
    }

    [Fact]
    public async Task Fetch_PackLargerThanTheLimit_IsTooMuch()
    {
        await using var rig = await LedgerRig.StartAsync();
        var noise = string.Concat(Enumerable.Range(0, 30).Select(static number => LedgerRig.File($"seg/0000/{number:D8}.jsonl", Convert.ToBase64String(RandomNumberGenerator.GetBytes(150_000)))));
        await rig.PlantAsync(LedgerRig.Planted(noise));

        await RefusedAsync(rig, LedgerFetchOutcome.TooMuch, "more than 1000000 bytes", new LedgerLimits { FetchBytes = 1_000_000 });
    }

    [Fact]
    public async Task Fetch_ObjectThatUnpacksToFarMoreThanItWeighs_IsTooMuch()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.Git.RunAsync("sh", "-c", $"""cd '{rig.Place}' && blob=$(head -c 150000000 /dev/zero | git hash-object -w --stdin) && tree=$(printf '100644 blob %s\tx\n' $blob | git mktree) && git update-ref {LedgerRig.Reference} $(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b git commit-tree -m x $tree)""");

        await RefusedAsync(rig, LedgerFetchOutcome.TooMuch, "far more than it weighs");
    }

    [Fact]
    public async Task Fetch_ChainWithAMerge_IsDamaged()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.PlantAsync(
            LedgerRig.Planted(LedgerRig.File("a"), 1) + "reset refs/heads/side\n\n" + LedgerRig.Planted(LedgerRig.File("b"), 2).Replace(LedgerRig.Reference, "refs/heads/side", StringComparison.Ordinal)
            + LedgerRig.Planted("merge :2\n" + LedgerRig.File("c"), 3));

        await RefusedAsync(rig, LedgerFetchOutcome.Damaged, "2 commits");
    }

    [Theory]
    [InlineData("tag -a -m x a-tag HEAD", "refs/tags/a-tag")]
    [InlineData("tag a-blob HEAD:a", "refs/tags/a-blob")]
    [InlineData("tag a-tree HEAD^{tree}", "refs/tags/a-tree")]
    public async Task Fetch_ReferenceToNoCommit_IsDamaged(string command, string made)
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.PlantAsync(LedgerRig.Planted(LedgerRig.File("a")).Replace(LedgerRig.Reference, "refs/heads/master", StringComparison.Ordinal));
        await rig.AtPlaceAsync("symbolic-ref", "HEAD", "refs/heads/master");
        await rig.AtPlaceAsync(command.Split(' '));
        await rig.AtPlaceAsync("update-ref", LedgerRig.Reference, made);

        await RefusedAsync(rig, LedgerFetchOutcome.Damaged, null);
    }

    [Fact]
    public async Task Fetch_TreeThatNamesAGitFolder_IsDamaged()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.Git.RunAsync("sh", "-c", $"""cd '{rig.Place}' && tree=$(printf '100644 blob %s\t.git\n' $(echo x | git hash-object -w --stdin) | git mktree) && git update-ref {LedgerRig.Reference} $(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b git commit-tree -m x $tree)""");

        await RefusedAsync(rig, LedgerFetchOutcome.Damaged, "not as git wants it");
    }

    [Theory]
    [InlineData("120000", "link")]
    [InlineData("100755", "program")]
    public async Task Read_FileThatIsNone_EndsThereAndSaysSo(string mode, string name)
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.PlantAsync(LedgerRig.Planted(LedgerRig.File("a")) + LedgerRig.Planted(LedgerRig.File(name, "/etc/passwd", mode), 2));
        Assert.Equal(LedgerFetchOutcome.Advanced, (await rig.FetchAsync()).Outcome);

        var read = await rig.ReadAsync();

        Assert.Null(read[0].Excess);
        Assert.Contains(mode, read[1].Excess, StringComparison.Ordinal);
        Assert.Equal(2, read.Count);
    }

    [Fact]
    public async Task Read_Submodule_EndsThereAndSaysSo()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.PlantAsync(LedgerRig.Planted($"M 160000 {new string('a', 40)} sub\n"));
        Assert.Equal(LedgerFetchOutcome.Advanced, (await rig.FetchAsync()).Outcome);

        Assert.Contains("160000", Assert.Single(await rig.ReadAsync()).Excess, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"odd\\nname\"")]
    [InlineData("\"\\033[31mred\"")]
    [InlineData("\"\\377\"")]
    [InlineData("a/b/c/d/e")]
    [InlineData("-option")]
    [InlineData("\u202eevil")]
    public async Task Read_NameThatIsNone_EndsThereWithPrintableWords(string path)
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.PlantAsync(LedgerRig.Planted(LedgerRig.File(path)));
        await rig.FetchAsync();

        var commit = Assert.Single(await rig.ReadAsync());

        if (path == "-option")
        {
            Assert.Null(commit.Excess);
            return;
        }

        Assert.NotNull(commit.Excess);
        Assert.Equal(Printable.Line(commit.Excess), commit.Excess);
    }

    [Fact]
    public async Task Read_MoreFilesThanTheLimit_EndsThere()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.PlantAsync(LedgerRig.Planted(string.Concat(Enumerable.Range(0, 300).Select(static number => LedgerRig.File($"f{number}")))));
        await rig.FetchAsync();

        Assert.Contains("more than 200 files", Assert.Single(await rig.ReadAsync()).Excess, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_TreesThatNameEachOtherAThousandfold_EndsAtOnce()
    {
        await using var rig = await LedgerRig.StartAsync();

        // Ten levels of a thousand names each, with nothing at the bottom.
        var script = new StringBuilder($"cd '{rig.Place}' && tree=$(git mktree </dev/null)");
        for (var level = 0; level < 10; level++)
        {
            script.Append(" && tree=$(for i in $(seq 1000); do printf '040000 tree %s\\tn%s\\n' $tree $i; done | git mktree)");
        }

        script.Append(CultureInfo.InvariantCulture, $" && git update-ref {LedgerRig.Reference} $(GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b git commit-tree -m x $tree)");
        await rig.Git.RunAsync("sh", "-c", script.ToString());
        Assert.Equal(LedgerFetchOutcome.Advanced, (await rig.FetchAsync()).Outcome);

        Assert.NotNull(Assert.Single(await rig.ReadAsync()).Excess);
    }

    [Fact]
    public async Task Read_RemovedFiles_AreNamed()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.PlantAsync(LedgerRig.Planted(LedgerRig.File("seg/0000/a") + LedgerRig.File("seg/0000/b")) + LedgerRig.Planted("D seg/0000/a\n" + LedgerRig.File("seg/0000/b", "other"), 2));
        await rig.FetchAsync();

        var read = await rig.ReadAsync();

        Assert.Equal(["seg/0000/a"], read[1].Removed);
        Assert.Equal(["seg/0000/b"], read[1].Files.Keys);
    }

    [Fact]
    public async Task List_ThousandsOfReferencesAndOddNames_GivesPublishersAlone()
    {
        await using var rig = await LedgerRig.StartAsync();
        var commands = new StringBuilder(LedgerRig.Planted(LedgerRig.File("a")));
        for (var number = 0; number < 3000; number++)
        {
            commands.Append(CultureInfo.InvariantCulture, $"reset refs/ao/ledger/{number:x16}\nfrom :1\n\nreset refs/heads/b{number}\nfrom :1\n\n");
        }

        commands.Append("reset refs/ao/ledger/NOT-AN-ID\nfrom :1\n\nreset refs/ao/ledger/0123456789abcdef0\nfrom :1\n\nreset refs/heads/refs/ao/ledger/aaaaaaaaaaaaaaaa\nfrom :1\n\n");
        await rig.PlantAsync(commands.ToString());

        var listed = await rig.Reader.ListLedgersAsync(rig.Git.Source, rig.Place, Token);
        var fetched = await rig.FetchAsync();

        Assert.Equal(1000, listed.Count);
        Assert.All(listed.Keys, static id => Assert.Matches("^[0-9a-f]{16}$", id));
        Assert.DoesNotContain("aaaaaaaaaaaaaaaa", listed.Keys);
        Assert.Equal(LedgerFetchOutcome.Advanced, fetched.Outcome);
        Assert.Single((await rig.Git.GitAsync(rig.ReadersRepository, "--git-dir=.", "for-each-ref", "--format=%(refname)")).Split('\n'));
    }

    [Fact]
    public async Task Fetch_PlaceWithAMissingObject_KeepsNothing()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.AppendManyAsync(2);
        await rig.PushAsync();
        await rig.Git.RunAsync("sh", "-c", $"cd '{rig.Place}' && for p in objects/pack/*.pack; do [ -f \"$p\" ] && mv \"$p\" /tmp/p.$$ && git unpack-objects -q </tmp/p.$$ && rm /tmp/p.$$; done; blob=$(git rev-parse {LedgerRig.Reference}:manifest.json); rm -f objects/$(echo $blob | cut -c1-2)/$(echo $blob | cut -c3-)");

        Assert.NotNull(await Record.ExceptionAsync(async () => await rig.FetchAsync()));

        Assert.Null(await rig.Reader.FindHeadAsync(rig.Git.Source, LedgerRig.ForkId, Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(rig.ReadersRepository, "objects", "pack")));
    }

    [Fact]
    public async Task Fetch_PlaceWithAHostileConfiguration_RunsNothingOfIt()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.AppendManyAsync(1);
        await rig.PushAsync();
        var trace = Path.Combine(rig.Git.Root, "ran");
        foreach (var setting in new[] { "uploadpack.packObjectsHook", "core.fsmonitor", "core.sshCommand", "core.alternateRefsCommand", "core.pager", "core.askPass", "remote.origin.uploadpack" })
        {
            await rig.AtPlaceAsync("config", setting, $"touch '{trace}'; cat");
        }

        Assert.Equal(LedgerFetchOutcome.Advanced, (await rig.FetchAsync()).Outcome);
        Assert.False(File.Exists(trace));
    }

    private static async Task RefusedAsync(LedgerRig rig, LedgerFetchOutcome outcome, string? words, LedgerLimits? limits = null)
    {
        var fetched = await rig.FetchAsync(limits);

        Assert.Equal((outcome, null), (fetched.Outcome, fetched.Head));
        Assert.Contains(words ?? "", fetched.Reason, StringComparison.Ordinal);
        Assert.Null(await rig.Reader.FindHeadAsync(rig.Git.Source, LedgerRig.ForkId, Token));
        Assert.Empty(Directory.GetFiles(Path.Combine(rig.ReadersRepository, "objects", "pack")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(rig.Git.DataOf("reader"), "projects", "shop", "scratch")));
    }
}
