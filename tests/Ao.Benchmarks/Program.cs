using Ao.Benchmarks;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};

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
