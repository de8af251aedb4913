using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ao.Commands;
using Ao.Configuration;
using Ao.Plugins;
using Ao.Scm;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ao.Benchmarks;

/// <summary>P6: what loading plugins and using one for the first time costs.</summary>
/// <remarks>Both happen once in a process's life, so each run is a fresh child process: this program again, with <see cref="RunVariable"/> set.</remarks>
internal static class PluginBenchmark
{
    private const string RunVariable = "AO_BENCHMARK_SINGLE_RUN";
    private const int Copies = 25;
    private const int Runs = 7;
    private const string Sampled = "local-files";
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static async Task<BenchmarkResult> RunAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(RunVariable) is not null)
        {
            return await RunOnceAsync(cancellationToken);
        }

        var runs = new List<BenchmarkResult>();
        for (var run = 0; run < Runs; run++)
        {
            runs.Add(await RunChildAsync(cancellationToken));
        }

        return new BenchmarkResult("plugins", [.. runs[0].Figures.Select((figure, index) => Summarise(figure, [.. runs.Select(run => run.Figures[index].Value).Order()]))]);
    }

    private static BenchmarkFigure Summarise(BenchmarkFigure figure, List<double> values) => figure with
    {
        Value = values[values.Count / 2],
        Method = string.Create(CultureInfo.InvariantCulture, $"median of {values.Count} fresh processes, min {values[0]:N1}, max {values[^1]:N1}; {figure.Method}; {Environment.ProcessorCount} cores"),
    };

    private static async Task<BenchmarkResult> RunChildAsync(CancellationToken cancellationToken)
    {
        var result = await new CommandRunner(TimeProvider.System).RunAsync(
            new CommandRequest
            {
                Command = new CommandLine(Environment.ProcessPath!, [.. Environment.GetCommandLineArgs().Take(1).Where(static path => path.EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"), "plugins", "--json"]),
                Environment = new Dictionary<string, string?> { [RunVariable] = "1" },
                InheritEnvironment = true,
                Timeout = TimeSpan.FromMinutes(1),
            },
            cancellationToken);
        return result.ExitCode == 0
            ? JsonSerializer.Deserialize<BenchmarkResult>(result.Output, s_json)!
            : throw new AoException($"A run of the plugin benchmark ended with exit code {result.ExitCode}: {result.Error}");
    }

    private static async Task<BenchmarkResult> RunOnceAsync(CancellationToken cancellationToken)
    {
        var plugins = Path.Combine(AppContext.BaseDirectory, "plugins");
        var folder = Directory.CreateTempSubdirectory("ao-bench-").FullName;
        try
        {
            var assemblies = Copy(plugins, folder);
            var manifestsFrom = Stopwatch.GetTimestamp();
            var manifests = assemblies.ConvertAll(static assembly => PluginManifestReader.Read(assembly)!);
            var preflight = Stopwatch.GetElapsedTime(manifestsFrom);
            var loadFrom = Stopwatch.GetTimestamp();
            foreach (var manifest in manifests)
            {
                Activator.CreateInstance(PluginContext.Load(manifest.AssemblyPath).GetType(manifest.Entry, throwOnError: true)!);
            }

            var load = Stopwatch.GetElapsedTime(loadFrom);
            var (setUp, use) = await UseAsync(plugins, folder, cancellationToken);
            return new BenchmarkResult("plugins",
            [
                new BenchmarkFigure("P6", $"{Copies} manifests read", preflight.TotalMilliseconds, "ms", "none", "wall time of reading them from metadata, the first included"),
                new BenchmarkFigure("P6", $"{Copies} plugins loaded", load.TotalMilliseconds, "ms", "50 or less", $"wall time of making a context for each of {Copies} copies of the shipped plugins save GitHub's, loading its assembly and making its entry; file cache warm"),
                new BenchmarkFigure("P6", "catalog set up", setUp.TotalMilliseconds, "ms CPU", "none", "CPU time of the process from asking for the catalog to having it: discovery and checks of every shipped plugin save GitHub's, once for a host, the JIT compiler's work included"),
                new BenchmarkFigure("P6", "first use of a plugin", use.TotalMilliseconds, "ms CPU", "100 or less", $"CPU time of the process, user and system, from asking that catalog for the {Sampled} tracker to the answer of its first call: context, services, guard and call, the JIT compiler's work included"),
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Copies the shipped plugins, save GitHub's, in turn, and gives the copies' main assemblies.</summary>
    private static List<string> Copy(string plugins, string folder)
    {
        var sources = Directory.EnumerateDirectories(plugins).SelectMany(Directory.EnumerateDirectories).Order(StringComparer.Ordinal).ToList();
        var assemblies = new List<string>();
        for (var copy = 0; copy < Copies; copy++)
        {
            var source = sources[copy % sources.Count];
            var target = Directory.CreateDirectory(Path.Combine(folder, copy.ToString(CultureInfo.InvariantCulture))).FullName;
            foreach (var file in Directory.EnumerateFiles(source))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }

            assemblies.Add(Directory.EnumerateFiles(target, "Ao.Plugins.*.dll").Single());
        }

        return assemblies;
    }

    private static async Task<(TimeSpan SetUp, TimeSpan Use)> UseAsync(string plugins, string folder, CancellationToken cancellationToken)
    {
        var options = new AoOptions { DataFolder = Path.Combine(folder, "data"), PluginFolders = [plugins], Plugins = { [Sampled] = new PluginOptions() } };
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ICommandRunner, CommandRunner>();
        services.AddHttpClient();
        services.AddSingleton<IOptions<AoOptions>>(new OptionsWrapper<AoOptions>(options));
        services.AddAoPlugins();
        await using var provider = services.BuildServiceProvider();
        var source = new ProjectSource { Project = new ProjectId("bench"), Location = folder };

        var before = Environment.CpuUsage.TotalTime;
        var catalog = provider.GetRequiredService<ISlotCatalog>();
        var setUp = Environment.CpuUsage.TotalTime;
        await foreach (var _ in catalog.Get<ITracker>(Sampled).ListAsync(source, new IssueQuery(), cancellationToken))
        {
        }

        return (setUp - before, Environment.CpuUsage.TotalTime - setUp);
    }
}
