using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Ao.Commands;

namespace Ao.Plugins.Git.Tests;

/// <summary>Runs every command under strace and keeps each program that was started, by whomever.</summary>
internal sealed partial class TracingRunner(string folder) : ICommandRunner
{
    private readonly CommandRunner _runner = new(TimeProvider.System);
    private int _calls;

    public ConcurrentBag<string> Starts { get; } = [];

    public async ValueTask<CommandResult> RunAsync(CommandRequest request, CancellationToken cancellationToken = default)
    {
        var log = Path.Combine(folder, $"strace-{Interlocked.Increment(ref _calls)}");
        var traced = request with { Command = new CommandLine("strace", ["-f", "-qq", "-s", "4000", "-e", "trace=execve", "-e", "signal=none", "-o", log, "--", request.Command.Program, .. request.Command.Arguments]) };
        var result = await _runner.RunAsync(traced, cancellationToken);
        foreach (var line in await File.ReadAllLinesAsync(log, cancellationToken))
        {
            if (Start().Match(line) is { Success: true } start)
            {
                Starts.Add(start.Groups[1].Value);
            }
        }

        return result;
    }

    [GeneratedRegex("""execve\((".*?", \[.*?\]), .* = 0$""")]
    private static partial Regex Start();
}
