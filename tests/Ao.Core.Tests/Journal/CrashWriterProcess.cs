using System.Globalization;
using System.Text;
using Ao.Commands;
using Ao.Journal;

namespace Ao.Core.Tests.Journal;

/// <summary>Starts the program that crash tests kill, and checks a journal against what was acknowledged.</summary>
internal static class CrashWriterProcess
{
    public static string Program => Path.Combine(AppContext.BaseDirectory, "Ao.CrashWriter.dll");

    public static int Count(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : otherwise;

    public static int Seed() => Count("AO_CRASH_SEED", Random.Shared.Next());

    /// <summary>Runs a program, such as the writer under strace. One that outlives the timeout is killed as by kill -9.</summary>
    public static async Task<CommandResult> RunAsync(TimeSpan timeout, string program, params IReadOnlyList<string> arguments) =>
        await new CommandRunner(TimeProvider.System).RunAsync(
            new CommandRequest
            {
                Command = new CommandLine(program, arguments),
                InheritEnvironment = true,
                Environment = new Dictionary<string, string?> { ["DOTNET_TieredCompilation"] = "1", ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_TieredPGO"] = "0", ["DOTNET_EnableWriteXorExecute"] = "0" },
                Timeout = timeout,
                OutputLimit = 16 * 1024 * 1024,
            },
            TestContext.Current.CancellationToken);

    /// <summary>Reads whole lines of answers: what was cut off by the kill was not said.</summary>
    public static (HashSet<string> Acknowledged, HashSet<string> Refused) Answers(string text)
    {
        var whole = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (Of("ack "), Of("nak "));

        HashSet<string> Of(string prefix) => [.. whole.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..])];
    }

    /// <summary>Opens the journal as the next host would, and counts what is lost, doubled or unlike what was written.</summary>
    public static async Task<CrashVerdict> VerifyAsync(string folder, IReadOnlySet<string> acknowledged, IReadOnlySet<string> refused)
    {
        await using var journal = await TestJournal.OpenAsync(folder);
        var tags = new HashSet<string>(StringComparer.Ordinal);
        var corrupt = 0;
        var position = 0L;
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var fact in journal.ReadAsync())
        {
            versions[fact.Stream] = versions.GetValueOrDefault(fact.Stream) + 1;
            var sound = fact.Position == ++position && fact.Version == versions[fact.Stream] && fact.Type == "crash.fact" && TagOf(fact) is { } tag && tags.Add(tag);
            corrupt += sound ? 0 : 1;
        }

        return new CrashVerdict(acknowledged.Count, acknowledged.Count(tag => !tags.Contains(tag)), corrupt, refused.Count(tags.Contains));
    }

    private static string? TagOf(Fact fact)
    {
        var text = Encoding.UTF8.GetString(fact.Data.Span);
        var tag = System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("tag").GetString()!;
        var number = int.Parse(tag.Split('.')[^1], CultureInfo.InvariantCulture);
        return text == $$"""{"tag":"{{tag}}","fill":"{{new string('x', 20 + (number * 37 % 900))}}"}""" ? tag : null;
    }
}
