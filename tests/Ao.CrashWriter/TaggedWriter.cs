using System.Globalization;
using System.Text;
using Ao.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ao.CrashWriter;

/// <summary>Appends facts that each hold a tag of their own, and says of each whether it was acknowledged (<c>ack</c>) or refused (<c>nak</c>), in a line that is written at once.</summary>
internal static class TaggedWriter
{
    public static async Task RunAsync(string folder, string run, int writers, int count, bool normal, Stream output, Action opened)
    {
        var settings = new JournalSettings { Folder = folder, Synchronous = normal ? JournalSynchronous.Normal : JournalSynchronous.Full };
        await using var journal = new SqliteJournal(settings, [], new FileSystemProbe(), TimeProvider.System, NullLogger<SqliteJournal>.Instance);
        await journal.OpenAsync(CancellationToken.None);
        opened();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => WriteAsync(journal, run, writer, count, output)));
    }

    private static async Task WriteAsync(SqliteJournal journal, string run, int writer, int count, Stream output)
    {
        var stream = $"crash/{run}/{writer}";
        for (var number = 1; number <= count; number++)
        {
            var tag = string.Create(CultureInfo.InvariantCulture, $"{run}.{writer}.{number}");
            var body = Encoding.UTF8.GetBytes($$"""{"tag":"{{tag}}","fill":"{{new string('x', 20 + (number * 37 % 900))}}"}""");
            string answer;
            try
            {
                await journal.AppendAsync([new StreamAppend { Stream = stream, Facts = [new NewFact("crash.fact", 1, body)] }]);
                answer = "ack";
            }
            catch (JournalException)
            {
                answer = "nak";
            }

            var line = Encoding.ASCII.GetBytes($"{answer} {tag}\n");
            lock (output)
            {
                output.Write(line);
            }
        }
    }
}
