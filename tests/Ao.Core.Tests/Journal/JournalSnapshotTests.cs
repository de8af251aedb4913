using Ao.Journal;
using Ao.TestSupport;
using Microsoft.Data.Sqlite;

namespace Ao.Core.Tests.Journal;

/// <summary>A start takes up what the facts had come to, and only then the facts behind that.</summary>
public sealed class JournalSnapshotTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Folder => _folder.Combine("journal");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OpenAsync_AfterAGracefulStop_TellsOfNoFactAgain()
    {
        await WriteAsync(25);

        var state = new CountingState();
        await using var journal = await TestJournal.OpenAsync(Folder, [state]);

        Assert.Empty(state.Told);
        Assert.Equal(325, state.Sum);
        Assert.Equal(25, journal.Head);
        Assert.Equal(25, (await TestJournal.AllAsync(journal)).Count);
        var next = await journal.AppendAsync([TestJournal.To("s1", expected: 13)], TestContext.Current.CancellationToken);
        Assert.Equal((26, 14), (next[0].Position, next[0].Version));
        Assert.Equal(14, await journal.ReadStreamAsync("s1", 0, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task OpenAsync_AfterAKill_TellsOnlyWhatCameBehindTheLastSnapshot()
    {
        var copy = _folder.Combine("copy");
        await using (var journal = await TestJournal.OpenAsync(Folder, [new CountingState()], configure: static settings => settings with { SnapshotInterval = 10 }))
        {
            for (var number = 0; number < 35; number++)
            {
                await journal.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken);
            }

            // What a kill would leave.
            Directory.CreateDirectory(copy);
            foreach (var file in (string[])["journal.db", "journal.db-wal"])
            {
                File.Copy(Path.Combine(Folder, file), Path.Combine(copy, file));
            }
        }

        var state = new CountingState();
        await using var next = await TestJournal.OpenAsync(copy, [state]);

        Assert.InRange(state.Told.Count, 1, 20);
        Assert.Equal(630, state.Sum);
        Assert.Equal(35, next.Head);
    }

    [Theory]
    [InlineData("UPDATE snapshots SET data = zeroblob(length(data))")]
    [InlineData("UPDATE snapshots SET data = substr(data, 1, length(data) - 1)")]
    [InlineData("UPDATE snapshots SET data = x''")]
    [InlineData("DELETE FROM snapshots")]
    public async Task OpenAsync_SnapshotThatIsNotAsItWasWritten_TellsOfEveryFact(string change)
    {
        await WriteAsync(25);
        await ExecuteAsync(change);

        var state = new CountingState();
        await using var journal = await TestJournal.OpenAsync(Folder, [state]);

        Assert.Equal((25, 325L), (state.Told.Count, state.Sum));
    }

    [Fact]
    public async Task OpenAsync_StateThatCannotBeTakenUp_TellsOfEveryFact()
    {
        await WriteAsync(25);

        var state = new CountingState { RefusesToLoad = true };
        await using var journal = await TestJournal.OpenAsync(Folder, [state]);

        Assert.Equal((25, 325L), (state.Told.Count, state.Sum));
    }

    [Fact]
    public async Task OpenAsync_AnObserverThatKeepsNoState_IsToldOfEveryFact()
    {
        await WriteAsync(25);

        var observer = new RecordingObserver();
        await using var journal = await TestJournal.OpenAsync(Folder, [observer]);

        Assert.Equal(25, observer.Facts.Count);
    }

    [Fact]
    public void Decode_ImageOfAnotherForm_IsNothing()
    {
        var data = new JournalImage([new("s", new StreamHead(3, 1, 7))], [[1, 2]]).Encode();
        Assert.Equal(new StreamHead(3, 1, 7), Assert.Single(JournalImage.Decode(data)!.Streams).Value);

        // Another build has other identities, and a sound checksum all the same.
        data[1] ^= 1;
        BitConverter.TryWriteBytes(data.AsSpan(data.Length - 4), Crc32C.Of(data.AsSpan(0, data.Length - 4)));

        Assert.Null(JournalImage.Decode(data));
    }

    [Fact]
    public async Task ReadAsync_DamagedFactBeforeTheSnapshot_SaysSoAndTheNextStartSetsItAside()
    {
        await WriteAsync(25);
        await ExecuteAsync("DROP TRIGGER facts_are_final; UPDATE facts SET data = CAST(replace(data, 'f0', 'f9') AS BLOB) WHERE position = 7");

        await using (var journal = await TestJournal.OpenAsync(Folder, [new CountingState()]))
        {
            var error = await Assert.ThrowsAsync<DamagedFactException>(() => TestJournal.AllAsync(journal));
            Assert.Contains("Fact 7", error.Message, StringComparison.Ordinal);
            await journal.AppendAsync([TestJournal.To("s1")], TestContext.Current.CancellationToken);
        }

        await using var next = await TestJournal.OpenAsync(Folder, [new CountingState()]);
        var facts = await TestJournal.AllAsync(next);
        Assert.Equal([.. Enumerable.Range(1, 27).Where(position => position != 7).Select(position => (long)position)], facts.Select(fact => fact.Position));
        Assert.Equal(JournalRecovered.FactType, facts[^1].Type);
    }

    private async Task WriteAsync(int count)
    {
        await using var journal = await TestJournal.OpenAsync(Folder, [new CountingState()]);
        for (var number = 0; number < count; number++)
        {
            await journal.AppendAsync([TestJournal.To($"s{(number % 2) + 1}")], TestContext.Current.CancellationToken);
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "journal.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
