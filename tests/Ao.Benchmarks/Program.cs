using System.Globalization;
using Ao.Benchmarks;

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

var suite = args.FirstOrDefault(argument => !argument.StartsWith("--", StringComparison.Ordinal));
var result = suite switch
{
    "journal" => await JournalBenchmark.RunAsync(stopping.Token),
    "plugins" => await PluginBenchmark.RunAsync(stopping.Token),
    "sessions" => await SessionBenchmark.RunAsync(stopping.Token),
    _ => null,
};
if (result is null)
{
    await Console.Error.WriteLineAsync("Name what to measure: journal, plugins or sessions, and --json for programs.");
    return 2;
}

await result.PrintAsync(Console.Out, args.Contains("--json"));
return 0;
