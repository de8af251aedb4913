using System.Text;
using Ao.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ao.Core.Tests.Journal;

/// <summary>Opens real journals for tests and says in few words what to append.</summary>
internal static class TestJournal
{
    public static async Task<SqliteJournal> OpenAsync(string folder, IJournalObserver[]? observers = null, IFileSystemProbe? probe = null, Func<JournalSettings, JournalSettings>? configure = null, ILogger<SqliteJournal>? logger = null)
    {
        var settings = new JournalSettings { Folder = folder };
        var journal = new SqliteJournal(configure?.Invoke(settings) ?? settings, observers ?? [], probe ?? new FileSystemProbe(), TimeProvider.System, logger ?? NullLogger<SqliteJournal>.Instance);
        await journal.OpenAsync(CancellationToken.None);
        return journal;
    }

    public static StreamAppend To(string stream, long? expected = null, long? epoch = null, int count = 1) => new()
    {
        Stream = stream,
        ExpectedVersion = expected,
        Epoch = epoch,
        Facts = [.. Enumerable.Range(0, count).Select(number => Fact($"f{number}"))],
    };

    public static NewFact Fact(string text, int size = 0) => new("test.fact", 1, Encoding.UTF8.GetBytes($$"""{"text":"{{text}}","fill":"{{new string('x', size)}}"}"""));

    public static string Text(Fact fact) => Encoding.UTF8.GetString(fact.Data.Span);

    public static async Task<List<Fact>> AllAsync(IJournal journal) => await journal.ReadAsync().ToListAsync();

    public static IEnumerable<(long Position, string Stream, long Version, long Epoch, string Type, string Data)> Plain(IEnumerable<Fact> facts) =>
        facts.Select(fact => (fact.Position, fact.Stream, fact.Version, fact.Epoch, fact.Type, Text(fact)));
}
