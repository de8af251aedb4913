using Ao.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ao.CrashWriter;

/// <summary>Opens a journal and keeps it until it is released, so that of several only one can have it.</summary>
internal static class Holder
{
    public static async Task RunAsync(string folder, string release)
    {
        await using var journal = new SqliteJournal(new JournalSettings { Folder = folder }, [], new FileSystemProbe(), TimeProvider.System, NullLogger<SqliteJournal>.Instance);
        await journal.OpenAsync(CancellationToken.None);
        Console.WriteLine(Environment.ProcessId);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (!File.Exists(release))
        {
            await timer.WaitForNextTickAsync();
        }
    }
}
