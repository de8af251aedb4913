using Ao.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ao.Benchmarks;

/// <summary>Fills a journal with sessions that were there before, a hundred in one write.</summary>
internal static class JournalFiller
{
    private const int AtOnce = 100;

    /// <returns>How many facts the journal holds then.</returns>
    public static async Task<long> FillAsync(string data, IEnumerable<int> numbers, Func<int, StreamAppend> life, CancellationToken cancellationToken)
    {
        var settings = new JournalSettings { Folder = Path.Combine(data, "journal") };
        await using var journal = new SqliteJournal(settings, [], new FileSystemProbe(), TimeProvider.System, NullLogger<SqliteJournal>.Instance);
        await journal.OpenAsync(cancellationToken);
        foreach (var chunk in numbers.Chunk(AtOnce))
        {
            await journal.AppendAsync([.. chunk.Select(life)], cancellationToken);
        }

        return journal.Head;
    }
}
