using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Scm;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Benchmarks.Forge;

/// <summary>P9: what watching pull requests on GitHub costs in an hour, counted at the server.</summary>
/// <remarks>An hour of a host is played by a clock of its own, after a quarter of an hour in which everything is read for the first time. The host asks every 30 seconds, and when it is told to.</remarks>
internal static class ForgeBenchmark
{
    private const int Checks = 6;

    // The mix that the bars are for.
    private const string Usual = "usual";
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(30);
    private static readonly (int Count, int Bar)[] s_sizes = [(35, 200), (100, 300), (1000, 800)];

    // How many of a hundred have something happen to them, and how often an hour.
    private static readonly (string Name, (int Share, int AnHour)[] Parts)[] s_mixes =
    [
        ("quiet", []),
        (Usual, [(20, 10), (30, 1)]),
        ("busy", [(100, 10)]),
    ];

    public static async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        var figures = new List<BenchmarkFigure>();
        foreach (var (count, bar) in s_sizes)
        {
            foreach (var (name, parts) in s_mixes)
            {
                foreach (var hasWebhooks in new[] { false, true })
                {
                    figures.Add(await MeasureAsync(count, bar, name, parts, hasWebhooks, cancellationToken));
                }
            }
        }

        return new BenchmarkResult("forge", figures);
    }

    private static async Task<BenchmarkFigure> MeasureAsync(int count, int bar, string name, (int Share, int AnHour)[] parts, bool hasWebhooks, CancellationToken cancellationToken)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
        await using var server = new ForgeServer(clock);
        var begin = clock.GetUtcNow();
        var happenings = Prepare(server, count, parts, begin);
        await using var host = new ForgeHost(server.Address, clock);
        var source = new ProjectSource { Project = new ProjectId("bench"), Location = "acme/shop" };
        var numbers = server.PullRequests.Keys.ToArray();
        var waking = host.Looks.Of(await host.Get<GitHubPlaces>().OfAsync(source, cancellationToken)).Waking;

        string? cursor = null;
        var (asks, delays) = (0, new List<double>());
        var since = new Dictionary<int, DateTimeOffset>();
        var isCounting = false;
        var next = begin;
        while (clock.GetUtcNow() < begin + s_warmUp + s_hour)
        {
            var now = clock.GetUtcNow();
            if (!isCounting && now >= begin + s_warmUp)
            {
                isCounting = true;
                server.Reset();
                delays.Clear();
                asks = 0;
            }

            while (happenings.TryPeek(out var happening) && happening.At <= now)
            {
                happenings.Dequeue();
                if (happening.IsPush)
                {
                    since[happening.Number] = now;
                }

                var (kind, payload) = happening.Apply(server.PullRequests[happening.Number]);
                if (hasWebhooks)
                {
                    var reply = await host.SendAsync(kind, payload, cancellationToken);
                    if (reply.Status != 202)
                    {
                        throw new InvalidDataException($"The webhook {payload} was answered with {reply.Status}: {reply.Body}");
                    }
                }
            }

            if (waking.Take() || now >= next)
            {
                next = now + s_turn;
                asks++;
                var found = await host.Looks.ReadPullRequestsAsync(source, numbers, cursor, cancellationToken);
                cursor = found.Cursor;
                Seen(server, since, found.Readings, delays, now);
            }

            clock.Advance(TimeSpan.FromSeconds(1));
        }

        return new BenchmarkFigure(
            "P9",
            $"{count} pull requests, {name}, {(hasWebhooks ? "webhooks" : "polling")}",
            server.GraphQlPoints + server.RestPoints,
            "points/h",
            name == Usual ? $"{bar} or less" : "-",
            string.Create(CultureInfo.InvariantCulture, $"{server.GraphQlPoints} points of GraphQL in {server.Queries} queries and {server.RestPoints} of REST (why checks failed, who the account is, what the branch demands); {asks} asks; {(delays.Count == 0 ? "nothing was pushed" : string.Create(CultureInfo.InvariantCulture, $"a push was seen after {delays.Order().ElementAt(delays.Count / 2):N0} s (median), {delays.Max():N0} s at most"))}"));
    }

    /// <summary>Makes the pull requests and what happens to them, the same ones each time.</summary>
    private static Queue<Happening> Prepare(ForgeServer server, int count, (int Share, int AnHour)[] parts, DateTimeOffset begin)
    {
        var random = new Random(42);
        var happenings = new List<Happening>();
        for (var number = 1; number <= count; number++)
        {
            var place = (number - 1) * 100 / count;
            var anHour = 0;
            foreach (var (share, often) in parts)
            {
                if (place >= 0 && place < share)
                {
                    anHour = often;
                }

                place -= share;
            }

            server.PullRequests[number] = new ForgePullRequest(number, begin - TimeSpan.FromDays(1), Checks, isRunning: anHour >= 10);
            var times = anHour * ((s_warmUp + s_hour) / s_hour);
            for (var time = 0; time < Math.Round(times); time++)
            {
                happenings.Add(new Happening(begin + ((s_warmUp + s_hour) * random.NextDouble()), number, random.Next(100)));
            }
        }

        return new Queue<Happening>(happenings.OrderBy(static happening => happening.At));
    }

    /// <summary>Takes the time from when a head moved until a reading shows it.</summary>
    private static void Seen(ForgeServer server, Dictionary<int, DateTimeOffset> since, IReadOnlyList<PullRequestReading>? readings, List<double> delays, DateTimeOffset now)
    {
        foreach (var reading in readings ?? [])
        {
            var number = reading.PullRequest.Number;
            if (since.TryGetValue(number, out var at) && reading.PullRequest.HeadRevision == server.PullRequests[number].Head)
            {
                delays.Add((now - at).TotalSeconds);
                since.Remove(number);
            }
        }
    }
}
