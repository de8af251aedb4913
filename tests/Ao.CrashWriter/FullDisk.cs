using System.Text;
using Ao.Commands;
using Ao.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ao.CrashWriter;

/// <summary>Fills a disk of 1 MB with a journal, frees space, goes on, and prints what happened. It is started in a mount namespace of its own.</summary>
internal static class FullDisk
{
    public const int CannotMount = 77;

    public static async Task RunAsync(string mountPoint)
    {
        var mounted = await new CommandRunner(TimeProvider.System).RunAsync(new CommandRequest { Command = new CommandLine("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", mountPoint]) });
        if (mounted.ExitCode != 0)
        {
            await Console.Error.WriteLineAsync(mounted.Error);
            Environment.Exit(CannotMount);
        }

        var ballast = Path.Combine(mountPoint, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[500 * 1024]);
        var settings = new JournalSettings { Folder = Path.Combine(mountPoint, "journal") };
        var acknowledged = new List<string>();
        string? error = null;
        int before;
        await using (var journal = await OpenAsync(settings))
        {
            for (var number = 1; error is null; number++)
            {
                error = await AppendAsync(journal, $"a{number}", acknowledged);
            }

            before = acknowledged.Count;
            File.Delete(ballast);
            await AppendAsync(journal, "after", acknowledged);
        }

        await using var again = await OpenAsync(settings);
        var kept = await again.ReadAsync().Select(fact => fact.Type).ToListAsync();
        Console.WriteLine($"error={error}");
        Console.WriteLine($"before={before}");
        Console.WriteLine($"resumed={acknowledged.Contains("after")}");
        Console.WriteLine($"exact={kept.SequenceEqual(acknowledged)}");
    }

    private static async Task<SqliteJournal> OpenAsync(JournalSettings settings)
    {
        var journal = new SqliteJournal(settings, [], new FileSystemProbe(), TimeProvider.System, NullLogger<SqliteJournal>.Instance);
        await journal.OpenAsync(CancellationToken.None);
        return journal;
    }

    private static async Task<string?> AppendAsync(SqliteJournal journal, string type, List<string> acknowledged)
    {
        try
        {
            await journal.AppendAsync([new StreamAppend { Stream = "full", Facts = [new NewFact(type, 1, Encoding.UTF8.GetBytes($"\"{new string('x', 3000)}\""))] }]);
            acknowledged.Add(type);
            return null;
        }
        catch (JournalException exception)
        {
            return exception.Message;
        }
    }
}
