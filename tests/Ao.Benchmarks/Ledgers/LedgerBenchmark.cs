using System.Diagnostics;
using System.Globalization;
using Ao.Commands;
using Ao.Configuration;
using Ao.Hosting;
using Ao.Ledger;
using Ao.Ledger.Protocol;
using Ao.Plugins;
using Ao.Scm;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.Benchmarks.Ledgers;

/// <summary>Q6: what the ledger of one publisher costs to fetch, to keep and to verify, over real git; and many publishers at once through a running host.</summary>
internal static class LedgerBenchmark
{
    /// <summary>How many publishers exchange at once where the command line does not say.</summary>
    public const int UsualForks = 20;

    private const int Records = 10_000;
    private const int Rounds = 9;
    private const int BodyLength = 120;
    private const double Megabyte = 1_000_000;
    private static readonly ProjectId s_project = new("bench");
    private static readonly CommandRunner s_commands = new(TimeProvider.System);

    public static async Task<BenchmarkResult> RunAsync(int forks, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("ao-bench-").FullName;
        List<LedgerSigner> signers = [.. Enumerable.Range(0, forks).Select(static _ => LedgerSigner.Make(out var _))];
        try
        {
            var repository = await SessionBenchmark.NewRepositoryAsync(folder, cancellationToken);
            string[] places = [.. signers.Select(signer => Path.Combine(folder, $"{signer.Key.ForkId}.git"))];
            foreach (var place in places)
            {
                await GitAsync(cancellationToken, "init", "--quiet", "--bare", place);
            }

            using var writer = await StartAsync(folder, repository, "writer", null, cancellationToken);
            var filler = new LedgerFiller(TransportOf(writer), SourceOf(repository));
            var size = await filler.FillAsync(signers[0], places[0], Records, static number => LedgerRecords.Report(0, number, BodyLength), cancellationToken);
            List<BenchmarkFigure> figures = [.. await MeasureOneAsync(folder, repository, places[0], signers[0].Key.ForkId, size, cancellationToken)];

            await Parallel.ForAsync(1, forks, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, async (fork, token) =>
                await filler.FillAsync(signers[fork], places[fork], Records, number => LedgerRecords.Report(fork, number, BodyLength), token));
            await writer.StopAsync(cancellationToken);
            figures.AddRange(await MeasureManyAsync(folder, repository, [.. signers.Select(static signer => signer.Key.ForkId).Zip(places)], cancellationToken));
            return new BenchmarkResult("ledger", figures);
        }
        finally
        {
            signers.ForEach(static signer => signer.Dispose());
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<BenchmarkFigure>> MeasureOneAsync(string folder, string repository, string place, string forkId, double recordBytes, CancellationToken cancellationToken)
    {
        List<double> first = [], again = [], reading = [], verifying = [];
        var size = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            using var reader = await StartAsync(folder, repository, $"reader-{round}", null, cancellationToken);
            var (transport, source) = (TransportOf(reader), SourceOf(repository));

            // The repository is made before: it is there from a project's first day on.
            await transport.FindHeadAsync(source, forkId, cancellationToken);
            var request = new LedgerFetchRequest { Source = source, ForkId = forkId, Location = place };
            first.Add(await SecondsAsync(async () => Require(await transport.FetchLedgerAsync(request, cancellationToken), LedgerFetchOutcome.Advanced)));
            again.Add(await SecondsAsync(async () => Require(await transport.FetchLedgerAsync(request, cancellationToken), LedgerFetchOutcome.UpToDate)));
            List<LedgerCommit> commits = [];
            reading.Add(await SecondsAsync(async () => commits = await transport.ReadAsync(new LedgerRead { Source = source, ForkId = forkId }, cancellationToken).ToListAsync(cancellationToken)));
            verifying.Add(Verify(forkId, commits));
            size = new DirectoryInfo(Path.Combine(folder, $"reader-{round}", "plugins", "git", "projects", s_project.Value, "ledger.git")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length);
            await reader.StopAsync(cancellationToken);
        }

        var references = (await GitAsync(cancellationToken, "--git-dir", place, "for-each-ref", "--format=%(refname)")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        var records = string.Create(CultureInfo.InvariantCulture, $"{Records:N0} records of {recordBytes:N0} bytes on average as signed lines, 100 a commit");
        return
        [
            new("Q6", "first fetch of a ledger", BenchmarkHost.Median(first) * 1000, "ms", "<= 1,000", $"{records}; median of {Rounds}, fastest {first.Min() * 1000:N0} ms: asked, fetched into a quarantine, judged and kept"),
            new("Q6", "fetch where nothing is new", BenchmarkHost.Median(again) * 1000, "ms", "<= 100", $"median of {Rounds}, fastest {again.Min() * 1000:N0} ms"),
            new("Q6", "kept on disk", size / Megabyte, "MB", "<= 3", "all files of the repository of ledgers after the fetch"),
            new("Q6", "references a publisher", references, "references", "1", "at the place"),
            new("Q6", "verify a record", BenchmarkHost.Median(verifying) * 1000 / Records, "ms", "<= 0.2", $"median of {Rounds}, fastest {verifying.Min() * 1000 / Records:N3} ms: envelope, signature, clock, chain and the commits' signatures, one thread"),
            new("Q6", "read all commits", BenchmarkHost.Median(reading) * 1000, "ms", "-", $"median of {Rounds}: every file of the chain, out of git"),
        ];
    }

    private static async Task<IReadOnlyList<BenchmarkFigure>> MeasureManyAsync(string folder, string repository, IReadOnlyList<(string Id, string Place)> forks, CancellationToken cancellationToken)
    {
        void Pin(ProjectOptions project)
        {
            project.Fork.Name = "reader";
            project.Fork.Peers = [.. forks.Select((fork, index) => new PeerOptions { Name = string.Create(CultureInfo.InvariantCulture, $"fork-{index}"), Location = fork.Place, ForkId = fork.Id })];
        }

        using var reader = await StartAsync(folder, repository, "many", Pin, cancellationToken);
        var ledgers = reader.Services.GetRequiredService<IOrchestrator>().Ledgers;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        ExchangeResult result = new() { Peers = [], Places = [] };
        var first = await SecondsAsync(async () => result = await ledgers.ExchangeAsync(s_project, cancellationToken));
        var taken = result.Peers.Sum(static peer => peer.Records);
        if (taken != forks.Count * Records)
        {
            throw new InvalidOperationException($"{taken} of {forks.Count * Records} records were taken: {string.Join(' ', result.Peers.Select(static peer => peer.Problem).OfType<string>().Take(3))}");
        }

        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        var again = await SecondsAsync(async () => result = await ledgers.ExchangeAsync(s_project, cancellationToken));
        await reader.StopAsync(cancellationToken);

        // It gives its data folder free when it is disposed of; disposing of it once more does nothing.
        reader.Dispose();
        using var next = await StartAsync(folder, repository, "many", Pin, cancellationToken);
        var publishers = 0;
        var reading = await SecondsAsync(async () => publishers = (await next.Services.GetRequiredService<IOrchestrator>().Ledgers.ListPublishersAsync(s_project, cancellationToken)).Count);
        await next.StopAsync(cancellationToken);
        var what = string.Create(CultureInfo.InvariantCulture, $"{forks.Count} pinned peers with {Records:N0} records each, through IOrchestrator.Ledgers");
        return
        [
            new("S4", $"first exchange with {forks.Count} forks", first, "s", "-", $"{what}: fetched, verified, kept; {Environment.ProcessorCount} cores"),
            new("S4", "of that, for a record", first * 1000 / taken, "ms", "-", "the same, divided by all records"),
            new("S4", "exchange where nothing is new", again * 1000, "ms", "-", "the same peers, asked again"),
            new("S4", "read all ledgers at a start", reading, "s", "-", $"{publishers} publishers; nothing is verified twice"),
            new("S4", "memory for all records", memory / Megabyte, "MB", "-", "managed memory after a collection, less what there was before"),
            new("S4", "largest working set", Process.GetCurrentProcess().PeakWorkingSet64 / Megabyte, "MB", "-", "of this process, which wrote the ledgers as well"),
        ];
    }

    /// <summary>Verifies a chain from its beginning.</summary>
    /// <returns>How long it took, in seconds.</returns>
    private static double Verify(string forkId, IReadOnlyList<LedgerCommit> commits)
    {
        using var verifier = new LedgerVerifier();
        var chain = new LedgerChain { Publisher = forkId };
        var accepted = 0;
        var start = Stopwatch.GetTimestamp();
        foreach (var commit in commits)
        {
            var step = verifier.Take(chain, commit, TimeProvider.System.GetUtcNow());
            (chain, accepted) = step.Breach is null ? (step.Chain, accepted + step.Accepted.Count) : throw new InvalidOperationException(step.Breach);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return accepted == Records ? seconds : throw new InvalidOperationException($"{accepted} of {Records} records were accepted.");
    }

    private static async Task<IHost> StartAsync(string folder, string repository, string name, Action<ProjectOptions>? configure, CancellationToken cancellationToken)
    {
        var host = BenchmarkHost.New(Path.Combine(folder, name), repository, maxSessions: 1, ["true"], configure: configure);
        await host.StartAsync(cancellationToken);
        return host;
    }

    private static ILedgerTransport TransportOf(IHost host) =>
        host.Services.GetRequiredKeyedService<EngineHost>(AoBuilder.DefaultName).Services.GetRequiredService<ISlotCatalog>().Find<ILedgerTransport>(Slot.Scm, "git")
        ?? throw new InvalidOperationException("The plugin git carries no ledgers.");

    private static ProjectSource SourceOf(string repository) => new() { Project = s_project, Location = repository };

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Require(LedgerFetch fetched, LedgerFetchOutcome outcome)
    {
        if (fetched.Outcome != outcome)
        {
            throw new InvalidOperationException($"The fetch was {fetched.Outcome}: {fetched.Reason}");
        }
    }

    private static async Task<string> GitAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        var result = await s_commands.RunAsync(new CommandRequest { Command = new CommandLine("git", arguments) }, cancellationToken);
        return result.Succeeded ? result.Output : throw new InvalidOperationException(result.Error);
    }
}
