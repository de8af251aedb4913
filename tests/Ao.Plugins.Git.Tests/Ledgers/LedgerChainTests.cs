using System.Text;
using Ao.Ledger;
using Ao.Scm;

namespace Ao.Plugins.Git.Tests.Ledgers;

public sealed class LedgerChainTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_Some_AreReadAsTheyWereWrittenOldestFirst()
    {
        await using var rig = await LedgerRig.StartAsync();
        Assert.Null(await rig.Publisher.FindHeadAsync(rig.Git.Source, LedgerRig.ForkId, Token));

        var commits = await rig.AppendManyAsync(3);
        var read = await rig.ReadAsync(host: rig.Publisher);

        Assert.Equal(commits, read.Select(static commit => commit.Id));
        Assert.Equal(commits[^1], await rig.Publisher.FindHeadAsync(rig.Git.Source, LedgerRig.ForkId, Token));
        Assert.All(read, static commit => Assert.Equal(2, commit.Files.Count));
        Assert.Equal(["manifest.json", "seg/0000/00000002.jsonl"], read[1].Files.Keys);
        Assert.Equal("{\"seq\":2}", Encoding.UTF8.GetString(read[1].Files["manifest.json"].Span));
        Assert.Contains("\ngpgsig -----BEGIN SSH SIGNATURE-----\n QUJD\n -----END SSH SIGNATURE-----\n\nSegment 2\n", Encoding.UTF8.GetString(read[1].Content.Span), StringComparison.Ordinal);
        Assert.Equal("", await rig.Git.GitAsync(rig.PublishersRepository, "--git-dir=.", "fsck", "--strict", "--no-dangling"));
        Assert.Equal($"Shop of forks {LedgerRig.ForkId}@ao.invalid", await rig.Git.GitAsync(rig.PublishersRepository, "--git-dir=.", "log", "-1", "--format=%an %ae", commits[0]));
    }

    [Fact]
    public async Task Append_TheSameAgainWithAnotherSignature_IsTheSameCommit()
    {
        await using var rig = await LedgerRig.StartAsync();
        var first = await rig.AppendAsync(null, 1);

        Assert.Equal(first, await rig.AppendAsync(null, 1, signature: "REVG"));
        var second = await rig.AppendAsync(first, 2);
        Assert.Equal(second, await rig.AppendAsync(first, 2, signature: "REVG"));
    }

    [Fact]
    public async Task Append_OnSomethingElseThanTheHead_IsAnError()
    {
        await using var rig = await LedgerRig.StartAsync();
        var first = await rig.AppendAsync(null, 1);
        await rig.AppendAsync(first, 2);

        var exception = await Assert.ThrowsAsync<AoException>(async () => await rig.AppendAsync(first, 3));
        await Assert.ThrowsAsync<AoException>(async () => await rig.AppendAsync(null, 1));
        await Assert.ThrowsAsync<AoException>(async () => await rig.AppendAsync(new string('a', 40), 3));

        Assert.Contains(first, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a//b")]
    [InlineData(".git/config")]
    [InlineData("a/b/c/d/e")]
    [InlineData("-x\n")]
    [InlineData("")]
    public async Task Append_PathThatALedgerDoesNotTake_IsAnError(string path)
    {
        await using var rig = await LedgerRig.StartAsync();

        var exception = await Assert.ThrowsAsync<AoException>(async () => await rig.Publisher.AppendAsync(rig.Draft(null, 1) with { Files = new Dictionary<string, ReadOnlyMemory<byte>> { [path] = "x"u8.ToArray() } }, Token));

        Assert.Contains("path of a file in a ledger", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0123456789ABCDEF")]
    [InlineData("../../heads/main")]
    [InlineData("--upload-pack=x")]
    [InlineData("")]
    public async Task AnyCall_ForkIdThatIsNone_IsAnError(string forkId)
    {
        await using var rig = await LedgerRig.StartAsync();

        await Assert.ThrowsAsync<AoException>(async () => await rig.Publisher.FindHeadAsync(rig.Git.Source, forkId, Token));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Publisher.AppendAsync(rig.Draft(null, 1) with { ForkId = forkId }, Token));
        await Assert.ThrowsAsync<AoException>(async () => await rig.Publisher.FetchLedgerAsync(new LedgerFetchRequest { Source = rig.Git.Source, ForkId = forkId, Location = rig.Place }, Token));
    }

    [Fact]
    public async Task Read_AfterUntilAndLimits_GiveThatPart()
    {
        await using var rig = await LedgerRig.StartAsync();
        var commits = await rig.AppendManyAsync(5);

        Assert.Equal(commits.Skip(2), (await rig.ReadAsync(after: commits[1], host: rig.Publisher)).Select(static commit => commit.Id));
        Assert.Equal(commits.Skip(1).Take(2), (await rig.ReadAsync(commits[0], commits[2], host: rig.Publisher)).Select(static commit => commit.Id));
        Assert.Equal(commits.Take(2), (await rig.ReadAsync(limits: new LedgerLimits { Commits = 2 }, host: rig.Publisher)).Select(static commit => commit.Id));
        Assert.Empty(await rig.ReadAsync(after: commits[4], host: rig.Publisher));
        Assert.Empty(await rig.ReadAsync(host: rig.Reader));
        await Assert.ThrowsAsync<AoException>(() => rig.ReadAsync(after: new string('b', 40), host: rig.Publisher));
    }

    [Fact]
    public async Task Read_FileLargerThanTheLimit_EndsThereAndSaysSo()
    {
        await using var rig = await LedgerRig.StartAsync();
        var first = await rig.AppendAsync(null, 1);
        var second = await rig.AppendAsync(first, 2, new string('x', 2000));
        await rig.AppendAsync(second, 3);

        var read = await rig.ReadAsync(limits: new LedgerLimits { FileBytes = 1000 }, host: rig.Publisher);

        Assert.Equal([first, second], read.Select(static commit => commit.Id));
        Assert.Contains("2000 bytes", read[1].Excess, StringComparison.Ordinal);
        Assert.Empty(read[1].Files);
    }

    [Fact]
    public async Task Read_SixHundredCommitsOfAThousandFiles_TakesFewProcesses()
    {
        await using var rig = await LedgerRig.StartAsync();
        var commands = new StringBuilder();
        for (var number = 1; number <= 600; number++)
        {
            commands.Append(LedgerRig.Planted(LedgerRig.File($"seg/{number / 100:D4}/{number:D8}.jsonl", $"{number}") + LedgerRig.File("manifest.json", $"m{number}"), number));
        }

        await rig.PlantAsync(commands.ToString());
        var runner = new CountingRunner();
        var reader = await rig.Git.NewScmAsync(runner: runner);
        Assert.Equal(LedgerFetchOutcome.Advanced, (await rig.FetchAsync(host: reader)).Outcome);
        var before = runner.Calls;

        var read = await rig.ReadAsync(host: reader);

        Assert.Equal(600, read.Count);
        Assert.All(read.Index(), static item => Assert.Equal($"{item.Index + 1}", Encoding.UTF8.GetString(item.Item.Files[$"seg/{(item.Index + 1) / 100:D4}/{item.Index + 1:D8}.jsonl"].Span)));
        Assert.InRange(runner.Calls - before, 1, 1 + (5 * 6));
    }

    [Fact]
    public async Task Append_ManyLooseObjects_AreBroughtTogetherAndNothingIsLost()
    {
        await using var rig = await LedgerRig.StartAsync();
        var first = await rig.AppendAsync(null, 1);
        var pack = new Ao.Git.Ledgers.PackWriter(new Ao.Git.Ledgers.ObjectFormat("sha1"));
        for (var number = 0; number < 4000; number++)
        {
            pack.Add("blob", Encoding.UTF8.GetBytes($"blob {number}"));
        }

        var file = Path.Combine(rig.Git.Root, "pack");
        await File.WriteAllBytesAsync(file, pack.ToArray(), Token);
        await rig.Git.RunAsync("sh", "-c", $"git --git-dir='{rig.PublishersRepository}' unpack-objects -q <'{file}'");

        var second = await rig.AppendAsync(first, 2);

        Assert.Single(Directory.GetFiles(Path.Combine(rig.PublishersRepository, "objects", "pack"), "*.pack"));
        Assert.Equal([first, second], (await rig.ReadAsync(host: rig.Publisher)).Select(static commit => commit.Id));
    }

    [Fact]
    public async Task Chain_OfAProjectWhoseObjectsAreNamedBySha256_Works()
    {
        await using var rig = await LedgerRig.StartAsync();
        var folder = Path.Combine(rig.Git.Root, "long");
        var place = Path.Combine(rig.Git.Root, "long.git");
        await rig.Git.GitAsync(rig.Git.Root, "init", "--quiet", "--object-format=sha256", "-b", "main", folder);
        await rig.Git.GitAsync(rig.Git.Root, "init", "--quiet", "--object-format=sha256", "--bare", place);
        await rig.Git.CommitAsync(folder, "first", ("a.txt", "a"));
        var source = new ProjectSource { Project = new ProjectId("long"), Location = folder };

        var head = await rig.Publisher.AppendAsync(rig.Draft(null, 1) with { Source = source }, Token);
        var pushed = await rig.Publisher.PushLedgerAsync(new LedgerPushRequest { Source = source, ForkId = LedgerRig.ForkId, Location = place }, Token);
        var fetched = await rig.Reader.FetchLedgerAsync(new LedgerFetchRequest { Source = source, ForkId = LedgerRig.ForkId, Location = place }, Token);
        var read = await rig.Reader.ReadAsync(new LedgerRead { Source = source, ForkId = LedgerRig.ForkId }, Token).ToListAsync(Token);

        Assert.Equal(64, head.Length);
        Assert.Equal(head, pushed.Head);
        Assert.Equal(head, fetched.Head);
        Assert.Contains("\ngpgsig-sha256 -----BEGIN", Encoding.UTF8.GetString(Assert.Single(read).Content.Span), StringComparison.Ordinal);
    }
}
