using System.Globalization;
using Ao.Benchmarks;
using Ao.Benchmarks.Alignment;
using Ao.Benchmarks.Convergence;
using Ao.Benchmarks.Duplicates;
using Ao.Benchmarks.Forge;
using Ao.Benchmarks.Ledgers;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};

// What the suite `sessions` starts as processes of its own.
switch (args)
{
    case ["hold", var data, var repository, var count, var report]:
        await RecoveryBenchmark.HoldAsync(data, repository, int.Parse(count, CultureInfo.InvariantCulture), report, stopping.Token);
        return 0;
    case ["recover", var data, var repository, var count, var report, var started]:
        await RecoveryBenchmark.RecoverAsync(data, repository, int.Parse(count, CultureInfo.InvariantCulture), report, long.Parse(started, CultureInfo.InvariantCulture), stopping.Token);
        return 0;
}

if (args is ["dedupe", .. var options])
{
    return await RunDedupeAsync(options);
}

if (args is ["convergence", .. var convergence])
{
    return await ConvergenceBenchmark.RunAsync(convergence, stopping.Token);
}

if (args is ["alignment", .. var aligned])
{
    return await RunAlignmentAsync(aligned, stopping.Token);
}

var suite = args.FirstOrDefault(argument => !argument.StartsWith("--", StringComparison.Ordinal));
var result = suite switch
{
    "journal" => await JournalBenchmark.RunAsync(stopping.Token),
    "plugins" => await PluginBenchmark.RunAsync(stopping.Token),
    "sessions" => await SessionBenchmark.RunAsync(stopping.Token),
    "decide" => await DecideBenchmark.RunAsync(stopping.Token),
    "forge" => await ForgeBenchmark.RunAsync(stopping.Token),
    "ledger" => await LedgerBenchmark.RunAsync(ForksOf(args), stopping.Token),
    _ => null,
};
if (result is null)
{
    await Console.Error.WriteLineAsync("Name what to measure: journal, plugins, sessions, decide, forge, ledger [--forks COUNT], alignment [--pairs FILE], dedupe --dataset FILE, or convergence --pairs FOLDER, --records FORKSxRECORDS or --base REPO --fork NAME=REPO ...; and --json for programs.");
    return 2;
}

await result.PrintAsync(Console.Out, args.Contains("--json"));
return 0;

static int ForksOf(string[] options) =>
    Array.IndexOf(options, "--forks") is >= 0 and var at && at + 1 < options.Length && int.TryParse(options[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var forks) && forks is > 0 and <= 1000 ? forks : LedgerBenchmark.UsualForks;

static async Task<int> RunDedupeAsync(string[] options)
{
    var at = Array.IndexOf(options, "--dataset");
    var others = options.Where((option, index) => option != "--json" && (at < 0 || index != at && index != at + 1)).ToArray();
    if (at < 0 || at + 1 >= options.Length || others.Length > 0)
    {
        await Console.Error.WriteLineAsync("Say which reports to measure with: dedupe --dataset FILE, a file of labelled reports with one JSON object a line; and --json for programs.");
        return 2;
    }

    try
    {
        await DuplicateBenchmark.Run(options[at + 1]).PrintAsync(Console.Out, options.Contains("--json"));
        return 0;
    }
    catch (InvalidDataException exception)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 1;
    }
}

static async Task<int> RunAlignmentAsync(string[] options, CancellationToken cancellationToken)
{
    var at = Array.IndexOf(options, "--pairs");
    var others = options.Where((option, index) => option != "--json" && (at < 0 || index != at && index != at + 1)).ToArray();
    if (others.Length > 0 || at + 1 == options.Length && at >= 0)
    {
        await Console.Error.WriteLineAsync("alignment takes --pairs FILE, a file of pull requests with one JSON object a line, and --json for programs.");
        return 2;
    }

    try
    {
        await (await AlignmentBenchmark.RunAsync(at < 0 ? null : options[at + 1], cancellationToken)).PrintAsync(Console.Out, options.Contains("--json"));
        return 0;
    }
    catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 1;
    }
}
