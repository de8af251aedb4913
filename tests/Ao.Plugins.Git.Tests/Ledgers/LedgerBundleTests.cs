using System.IO.Compression;
using System.Text;
using Ao.Git.Ledgers;
using Ao.Ledger;

namespace Ao.Plugins.Git.Tests.Ledgers;

public sealed class LedgerBundleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bundle_WrittenAndRead_CarriesTheChainAndGrows()
    {
        await using var rig = await LedgerRig.StartAsync();
        var file = Path.Combine(rig.Git.Root, "chain.bundle");
        var commits = await rig.AppendManyAsync(2);

        Assert.Equal(new LedgerPush(commits[0]), await rig.PushAsync(LedgerForm.Bundle, file, commits[0]));
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.Advanced, commits[0]), await rig.FetchAsync(location: file));
        Assert.Equal(new LedgerPush(commits[1]), await rig.PushAsync(LedgerForm.Bundle, file));
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.Advanced, commits[1]), await rig.FetchAsync(location: file));
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.UpToDate, commits[1]), await rig.FetchAsync(location: "file://" + file));
        Assert.Equal(commits, (await rig.ReadAsync()).Select(static commit => commit.Id));
        Assert.Equal([new(LedgerRig.ForkId, commits[1])], await rig.Reader.ListLedgersAsync(rig.Git.Source, file, Token));
        await rig.Git.GitAsync(rig.Place, "bundle", "verify", "--quiet", file);
    }

    [Fact]
    public async Task Bundle_OfLaterCommitsOnly_NeedsTheEarlierOnes()
    {
        await using var rig = await LedgerRig.StartAsync();
        var commits = await rig.AppendManyAsync(2);
        await rig.PushAsync();
        var file = Path.Combine(rig.Git.Root, "later.bundle");
        await rig.AtPlaceAsync("bundle", "create", "--quiet", file, LedgerRig.Reference, "^" + commits[0]);

        var early = await rig.FetchAsync(location: file);
        await rig.AtPlaceAsync("update-ref", LedgerRig.Reference, commits[0]);
        await rig.FetchAsync();
        var then = await rig.FetchAsync(location: file);

        Assert.Equal((LedgerFetchOutcome.Damaged, null), (early.Outcome, early.Head));
        Assert.Equal(new LedgerFetch(LedgerFetchOutcome.Advanced, commits[1]), then);
    }

    [Fact]
    public async Task Push_OntoSomebodysFile_LeavesItAlone()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.AppendManyAsync(1);
        var file = Path.Combine(rig.Git.Root, "notes.txt");
        await File.WriteAllTextAsync(file, "mine", Token);

        Assert.Null((await rig.PushAsync(LedgerForm.Bundle, file)).Head);
        Assert.Null((await rig.PushAsync(LedgerForm.Bundle, rig.Git.Root)).Head);
        Assert.Null((await rig.PushAsync(LedgerForm.Reference, file)).Head);
        await Assert.ThrowsAsync<TransientException>(async () => await rig.PushAsync(LedgerForm.Bundle, Path.Combine(rig.Git.Root, "no", "such", "folder")));
        await Assert.ThrowsAnyAsync<AoException>(async () => await rig.PushAsync(LedgerForm.Bundle, "https://host/x.git"));
        Assert.Equal("mine", await File.ReadAllTextAsync(file, Token));
    }

    [Fact]
    public async Task Push_OntoABundleOfAnotherChain_IsRefused()
    {
        await using var rig = await LedgerRig.StartAsync();
        await rig.AppendManyAsync(1);
        await rig.PlantAsync(LedgerRig.Planted(LedgerRig.File("seg/0000/00000001.jsonl", "another's")));
        var file = Path.Combine(rig.Git.Root, "other.bundle");
        await rig.AtPlaceAsync("bundle", "create", "--quiet", file, LedgerRig.Reference);
        var before = await File.ReadAllBytesAsync(file, Token);

        var pushed = await rig.PushAsync(LedgerForm.Bundle, file);

        Assert.Null(pushed.Head);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a bundle")]
    [InlineData("# v2 git bundle\n")]
    [InlineData("# v2 git bundle\n\n")]
    [InlineData("# v3 git bundle\n@filter=blob:none\n\nPACK")]
    [InlineData("# v3 git bundle\n@object-format=sha256\n\nPACK")]
    [InlineData("# v9 git bundle\n\nPACK")]
    public async Task Fetch_FileThatIsNoBundle_IsDamagedOrMissing(string text)
    {
        await using var rig = await LedgerRig.StartAsync();
        var file = Path.Combine(rig.Git.Root, "x.bundle");
        await File.WriteAllTextAsync(file, text, Token);

        var fetched = await rig.FetchAsync(location: file);

        Assert.Contains(fetched.Outcome, new[] { LedgerFetchOutcome.Damaged, LedgerFetchOutcome.Missing });
        Assert.Empty(await rig.Reader.ListLedgersAsync(rig.Git.Source, file, Token));
    }

    [Fact]
    public async Task Fetch_BundleThatLies_IsDamagedAndLeavesNothing()
    {
        await using var rig = await LedgerRig.StartAsync();
        var commits = await rig.AppendManyAsync(2);
        var file = Path.Combine(rig.Git.Root, "x.bundle");
        await rig.PushAsync(LedgerForm.Bundle, file);
        var honest = await File.ReadAllBytesAsync(file, Token);
        var start = honest.AsSpan().IndexOf("\n\n"u8) + 2;
        byte[] HeaderOf(string head) => Encoding.ASCII.GetBytes($"# v2 git bundle\n{head} {LedgerRig.Reference}\n\n");
        var broken = honest.ToArray();
        broken[^40] ^= 0xff;
        var claimed = honest.ToArray();
        (claimed[start + 8], claimed[start + 9]) = (0x7f, 0xff);
        byte[][] lies =
        [
            [.. HeaderOf(new string('d', 40)), .. honest[start..]],
            [.. HeaderOf(commits[1]), .. "PACK\0\0\0\u0002\0\0\0\0"u8, .. Convert.FromHexString("029d08823bd8a8eab510ad6ac75c823cfd3ed31e")],
            HeaderOf(commits[1]),
            honest[..^25],
            broken,
            claimed,
        ];
        foreach (var lie in lies)
        {
            await File.WriteAllBytesAsync(file, lie, Token);
            var fetched = await rig.FetchAsync(location: file);
            Assert.Contains(fetched.Outcome, new[] { LedgerFetchOutcome.Damaged, LedgerFetchOutcome.TooMuch });
            Assert.Null(fetched.Head);
        }

        Assert.Empty(Directory.GetFiles(Path.Combine(rig.ReadersRepository, "objects", "pack")));
        Assert.Null(await rig.Reader.FindHeadAsync(rig.Git.Source, LedgerRig.ForkId, Token));
    }

    [Fact]
    public async Task Fetch_DeltaThatExplodes_IsTooMuch()
    {
        await using var rig = await LedgerRig.StartAsync();
        var format = new ObjectFormat("sha1");
        var start = new byte[1024 * 1024];

        // A small object that says: that one, a thousand times.
        List<byte> delta = [.. SizeOf(start.Length), .. SizeOf(start.Length * 1000L)];
        for (var copy = 0; copy < 1000; copy++)
        {
            delta.AddRange([0x80 | 0x40, 0x10]);
        }

        List<byte> pack = [.. "PACK\0\0\0\u0002\0\0\0\u0002"u8, .. HeaderOf(3, start.Length), .. Deflate(start), .. HeaderOf(7, delta.Count), .. Convert.FromHexString(format.IdOf("blob", start)), .. Deflate([.. delta])];
        byte[] bundle = [.. Encoding.ASCII.GetBytes($"# v2 git bundle\n{new string('d', 40)} {LedgerRig.Reference}\n\n"), .. pack, .. format.ChecksumOf(pack.ToArray())];
        var file = Path.Combine(rig.Git.Root, "x.bundle");
        await File.WriteAllBytesAsync(file, bundle, Token);

        var fetched = await rig.FetchAsync(location: file);

        Assert.True(bundle.Length < 10_000);
        Assert.Equal(LedgerFetchOutcome.TooMuch, fetched.Outcome);
    }

    private static IEnumerable<byte> SizeOf(long size)
    {
        for (; size >= 0x80; size >>= 7)
        {
            yield return (byte)(size | 0x80);
        }

        yield return (byte)size;
    }

    private static IEnumerable<byte> HeaderOf(int type, long size) =>
        size < 16 ? [(byte)((type << 4) | (int)size)] : [(byte)(0x80 | (type << 4) | (int)(size & 0xf)), .. SizeOf(size >> 4)];

    private static byte[] Deflate(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var compressing = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            compressing.Write(content);
        }

        return compressed.ToArray();
    }
}
