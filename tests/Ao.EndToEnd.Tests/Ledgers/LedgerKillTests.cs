using System.Globalization;
using Ao.TestSupport;
using Microsoft.Extensions.Hosting;

namespace Ao.EndToEnd.Tests.Ledgers;

/// <summary>Two hosts exchange records over a bare repository and are killed with kill -9, the one in the middle of publishing, the other in the middle of fetching: nothing is lost and nothing doubled.</summary>
/// <remarks>
/// <c>AO_KILL_RUNS</c> says how often each is killed; 50 times where it is not set. Half of the deaths are at a step, one after the other; the others come at any time, and take along the git that runs then.
/// Two worlds share the deaths, the steps too: most of the time goes into starting hosts, and one pair of them does not keep a machine busy.
/// </remarks>
[Collection("Kills")]
public sealed class LedgerKillTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>About how many milliseconds publishing or fetching takes: some are killed when it has begun, some when it is over.</summary>
    private const int LongestLife = 500;

    private const int Worlds = 2;

    private readonly TempFolder _folder = new();
    private readonly Random _random = new(Environment.ProcessId);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TwoHosts_KilledWhilePublishingAndFetching_LoseAndDoubleNothing()
    {
        var runs = int.TryParse(Environment.GetEnvironmentVariable("AO_KILL_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 50;
        await Task.WhenAll(Enumerable.Range(0, Worlds).Select(world => PlayAsync(world, (runs + Worlds - 1) / Worlds)));
    }

    private async Task PlayAsync(int world, int runs)
    {
        var shop = new LedgerShop(Directory.CreateDirectory(_folder.Combine(string.Create(CultureInfo.InvariantCulture, $"world{world}"))).FullName);
        await shop.MakeAsync();
        string publisher;
        using (var host = await shop.StartAsync(LedgerShop.Publisher))
        {
            publisher = await LedgerShop.OpenAsync(host, LedgerShop.Publisher);
            await host.StopAsync(Token);
        }

        // A third one always has something new, so that there is something to fetch in every life of the reader.
        using var steady = await shop.StartAsync(LedgerShop.Steady);
        await shop.PinAsync(publisher, await LedgerShop.OpenAsync(steady, LedgerShop.Steady));
        var (publishing, fetching) = (new Deaths(LedgerShop.Publisher, world), new Deaths(LedgerShop.Reader, world));
        var life = 0;
        while (Math.Min(publishing.Count, fetching.Count) < runs)
        {
            Assert.True(++life < runs * 10, $"{publishing} {fetching}");
            await LedgerShop.AppendAsync(steady, LedgerShop.Steady, life);
            await LedgerShop.PublishAsync(steady);
            await Task.WhenAll(LiveAsync(shop, publishing, life), LiveAsync(shop, fetching, life));

            // A git that is killed at the place leaves its lock there, as every git does: whoever keeps the place removes it.
            foreach (var left in Directory.GetFiles(Path.Combine(shop.PlaceOf(LedgerShop.Publisher), "refs"), "*.lock", SearchOption.AllDirectories))
            {
                File.Delete(left);
            }
        }

        await CheckAsync(shop, publisher, life);
        output.WriteLine($"World {world}, {life} lives of each: {publishing} {fetching}");
        await steady.StopAsync(Token);
    }

    private async Task LiveAsync(LedgerShop shop, Deaths deaths, int life)
    {
        if (life % 2 == 0)
        {
            deaths.Killed += await LedgerHost.KillAsync(shop, deaths.Role, life, TimeSpan.FromMilliseconds(NextLife())) ? 1 : 0;
        }
        else if (await LedgerHost.DieAtAsync(shop, deaths.Role, life, deaths.NextStep()))
        {
            deaths.AtStep++;
        }
        else
        {
            deaths.BeginAnew();
        }
    }

    private int NextLife()
    {
        lock (_random)
        {
            return _random.Next(LongestLife);
        }
    }

    private static async Task CheckAsync(LedgerShop shop, string publisher, int lives)
    {
        using var writer = await shop.StartAsync(LedgerShop.Publisher);
        await LedgerShop.OpenAsync(writer, LedgerShop.Publisher);
        var kept = await LedgerShop.TitlesAsync(writer, publisher);
        var acknowledged = (await File.ReadAllLinesAsync(LedgerHost.AcknowledgedOf(shop), Token)).Select(static line => int.Parse(line, CultureInfo.InvariantCulture));
        Assert.Empty(LedgerShop.TitlesOf(LedgerShop.Publisher, acknowledged).Except(kept, StringComparer.Ordinal));
        for (var life = 0; life <= lives; life++)
        {
            await LedgerShop.AppendAsync(writer, LedgerShop.Publisher, life);
        }

        await LedgerShop.PublishAsync(writer);
        using var reader = await shop.StartAsync(LedgerShop.Reader);
        await LedgerShop.FetchAsync(reader);
        var publishers = await LedgerShop.LedgersOf(reader).ListPublishersAsync(LedgerShop.Project, Token);
        var expected = LedgerShop.TitlesOf(LedgerShop.Publisher, Enumerable.Range(0, lives + 1));

        Assert.Equal(expected, await LedgerShop.TitlesAsync(writer, publisher));
        Assert.Equal(expected, await LedgerShop.TitlesAsync(reader, publisher));
        Assert.Equal(LedgerShop.TitlesOf(LedgerShop.Steady, Enumerable.Range(1, lives)), await LedgerShop.TitlesAsync(reader, publishers.Single(peer => !peer.IsOwn && peer.ForkId != publisher).ForkId));
        Assert.All(publishers, static peer => Assert.Equal((0, null, null, 0), (peer.RefusedCount, peer.Suspended, peer.HeldBack, peer.Evidence.Count)));
        var head = await Git.RunAsync(shop.PlaceOf(LedgerShop.Publisher), "rev-parse", $"refs/ao/ledger/{publisher}");
        Assert.Equal(head, publishers.Single(peer => peer.ForkId == publisher).Head);
        Assert.Equal(head, await Git.RunAsync(shop.LedgerOf(LedgerShop.Publisher), "--git-dir=.", "rev-parse", $"refs/ao/ledger/{publisher}"));
        foreach (var repository in new[] { shop.PlaceOf(LedgerShop.Publisher), shop.LedgerOf(LedgerShop.Publisher), shop.LedgerOf(LedgerShop.Reader) })
        {
            await Git.RunAsync(repository, "--git-dir=.", "fsck", "--no-dangling", "--no-progress");
        }

        await reader.StopAsync(Token);
        await writer.StopAsync(Token);
    }

    /// <summary>How a host has died.</summary>
    private sealed class Deaths(string role, int world)
    {
        private int _step = world + 1 - Worlds;

        public string Role => role;

        public int AtStep { get; set; }

        public int Killed { get; set; }

        public int Count => AtStep + Killed;

        /// <summary>Gives the step that is next: each world has every second one.</summary>
        public int NextStep() => _step += Worlds;

        public void BeginAnew() => _step = world + 1 - Worlds;

        public override string ToString() => $"the {role} was killed {AtStep} times at a step and {Killed} times at any time.";
    }
}
