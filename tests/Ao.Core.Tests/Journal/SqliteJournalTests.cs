using Ao.Journal;
using Ao.TestSupport;

namespace Ao.Core.Tests.Journal;

public sealed class SqliteJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AppendAsync_TwoFacts_NumbersThemAndReadsThemBackAlike()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);

        var written = await journal.AppendAsync([TestJournal.To("a", 0, count: 2), TestJournal.To("b", 0)], TestContext.Current.CancellationToken);

        Assert.Equal([(1L, "a", 1L), (2L, "a", 2L), (3L, "b", 1L)], written.Select(fact => (fact.Position, fact.Stream, fact.Version)));
        var read = await TestJournal.AllAsync(journal);
        Assert.Equal(TestJournal.Plain(written), TestJournal.Plain(read));
        Assert.Equal(written.Select(fact => fact.At), read.Select(fact => fact.At));
        Assert.Equal(3, journal.Head);
    }

    [Fact]
    public async Task AppendAsync_OneOfTwoStreamsAtAnotherVersion_WritesNothing()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);
        await journal.AppendAsync([TestJournal.To("b")], TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<StreamVersionException>(async () => await journal.AppendAsync([TestJournal.To("a", 0), TestJournal.To("b", 0)], TestContext.Current.CancellationToken));

        Assert.Equal(("b", 0L, 1L), (error.Stream, error.Expected, error.Actual));
        Assert.Single(await TestJournal.AllAsync(journal));
        var next = await journal.AppendAsync([TestJournal.To("a", 0)], TestContext.Current.CancellationToken);
        Assert.Equal(2, next[0].Position);
    }

    [Fact]
    public async Task AppendAsync_OlderEpochThanTheStreams_IsRefusedAndANewerTakesOver()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);
        await journal.AppendAsync([TestJournal.To("s", epoch: 5)], TestContext.Current.CancellationToken);

        var stale = await Assert.ThrowsAsync<StaleWriterException>(async () => await journal.AppendAsync([TestJournal.To("s", epoch: 4)], TestContext.Current.CancellationToken));
        var own = await Assert.ThrowsAsync<StaleWriterException>(async () => await journal.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken));
        var taken = await journal.AppendAsync([TestJournal.To("s", epoch: 6)], TestContext.Current.CancellationToken);

        Assert.Equal((4L, 5L), (stale.Epoch, stale.Current));
        Assert.Equal(journal.Epoch, own.Epoch);
        Assert.Equal(6, taken[0].Epoch);
        await Assert.ThrowsAsync<StaleWriterException>(async () => await journal.AppendAsync([TestJournal.To("s", epoch: 5)], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task OpenAsync_AfterAHostOfAnEpoch_TakesTheNextAndOwnsItsStreams()
    {
        long first;
        await using (var journal = await TestJournal.OpenAsync(_folder.Path))
        {
            first = journal.Epoch;
            await journal.AppendAsync([TestJournal.To("s", epoch: 9)], TestContext.Current.CancellationToken);
        }

        await using var again = await TestJournal.OpenAsync(_folder.Path);

        Assert.Equal(1, first);
        Assert.True(again.Epoch > 9);
        var facts = await again.AppendAsync([TestJournal.To("s", 1)], TestContext.Current.CancellationToken);
        Assert.Equal(again.Epoch, facts[0].Epoch);
    }

    [Fact]
    public async Task AppendAsync_ManyWriters_KeepsEveryFactOnceWithoutGaps()
    {
        var observer = new RecordingObserver();
        await using var journal = await TestJournal.OpenAsync(_folder.Path, [observer]);

        await Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < 50; number++)
            {
                var facts = await journal.AppendAsync([TestJournal.To($"w/{writer}", number)], TestContext.Current.CancellationToken);
                Assert.True(journal.Head >= facts[0].Position);
                Assert.Contains(observer.Facts, fact => fact.Position == facts[0].Position);
            }
        })));

        Assert.Equal(Enumerable.Range(1, 1600).Select(number => (long)number), (await TestJournal.AllAsync(journal)).Select(fact => fact.Position));
        Assert.Equal(Enumerable.Range(1, 1600).Select(number => (long)number), observer.Facts.Select(fact => fact.Position));
    }

    [Theory]
    [InlineData("", "t", 1, "{}", "name")]
    [InlineData("a\nb", "t", 1, "{}", "control character")]
    [InlineData("s", "t\0", 1, "{}", "control character")]
    [InlineData("s", "t", 0, "{}", "numbered from 1")]
    [InlineData("s", "t", 1, "{", "no JSON")]
    [InlineData("s", "t", 1, "", "no JSON")]
    [InlineData("s", "t", 1, "{} {}", "no JSON")]
    public async Task AppendAsync_WhatCouldNotBeExported_IsRefused(string stream, string type, int schema, string data, string reason)
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);
        var append = new StreamAppend { Stream = stream, Facts = [new NewFact(type, schema, System.Text.Encoding.UTF8.GetBytes(data))] };

        var error = await Assert.ThrowsAsync<JournalException>(async () => await journal.AppendAsync([append], TestContext.Current.CancellationToken));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, journal.Head);
    }

    [Fact]
    public async Task AppendAsync_CancelledBefore_WritesNothing()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await journal.AppendAsync([TestJournal.To("s")], cancelled.Token));

        await journal.AppendAsync([TestJournal.To("s", 0)], TestContext.Current.CancellationToken);
        Assert.Equal(1, journal.Head);
    }

    [Fact]
    public async Task AppendAsync_ObserverThrows_KeepsTheAppendAndTakesNoMore()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder.Path, [new RecordingObserver(failAt: 2)]))
        {
            await journal.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken);
            var kept = await journal.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken);
            var error = await Assert.ThrowsAsync<JournalException>(async () => await journal.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken));

            Assert.Equal(2, kept[0].Position);
            Assert.Contains(nameof(RecordingObserver), error.Message, StringComparison.Ordinal);
        }

        await using var again = await TestJournal.OpenAsync(_folder.Path);
        Assert.Equal(2, again.Head);
    }

    [Fact]
    public async Task AppendAsync_DiskFull_SaysSoKeepsTheOldAndGoesOnWithRoom()
    {
        var acknowledged = 0;
        await using (var journal = await TestJournal.OpenAsync(_folder.Path, configure: settings => settings with { PageLimit = 40 }))
        {
            var error = await Assert.ThrowsAsync<JournalException>(async () =>
            {
                while (true)
                {
                    await journal.AppendAsync([new StreamAppend { Stream = "s", Facts = [TestJournal.Fact("x", 3000)] }], TestContext.Current.CancellationToken);
                    acknowledged++;
                }
            });

            Assert.Contains("disk is full", error.Message, StringComparison.Ordinal);
            Assert.Equal(acknowledged, journal.Head);
            Assert.Equal(acknowledged, (await TestJournal.AllAsync(journal)).Count);
        }

        await using var again = await TestJournal.OpenAsync(_folder.Path);
        await again.AppendAsync([TestJournal.To("s", acknowledged)], TestContext.Current.CancellationToken);
        Assert.Equal(acknowledged + 1, again.Head);
    }

    [Fact]
    public async Task Operations_BeforeOpeningAndAfterClosing_SayWhatIsWrong()
    {
        var journal = new SqliteJournal(new JournalSettings { Folder = _folder.Path }, [], new FileSystemProbe(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteJournal>.Instance);
        var before = await Assert.ThrowsAsync<JournalException>(async () => await journal.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken));
        await journal.OpenAsync(TestContext.Current.CancellationToken);
        await journal.DisposeAsync();

        var after = await Assert.ThrowsAsync<JournalException>(async () => await journal.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken));

        Assert.Contains("not open", before.Message, StringComparison.Ordinal);
        Assert.Contains("closed", after.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadStreamAsync_BehindAVersion_GivesTheRestInOrder()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);
        await journal.AppendAsync([TestJournal.To("a", count: 1500), TestJournal.To("b", count: 3)], TestContext.Current.CancellationToken);

        var read = await journal.ReadStreamAsync("a", 10, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(11, 1490).Select(number => (long)number), read.Select(fact => fact.Version));
        Assert.Equal(3, await journal.ReadStreamAsync("b", 0, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await journal.ReadStreamAsync("none", 0, TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SaveSnapshotAsync_Twice_KeepsTheNewestAcrossHosts()
    {
        await using (var journal = await TestJournal.OpenAsync(_folder.Path))
        {
            await journal.AppendAsync([TestJournal.To("s", count: 2)], TestContext.Current.CancellationToken);
            await journal.SaveSnapshotAsync("state", new JournalSnapshot(1, 1, new byte[] { 1 }), TestContext.Current.CancellationToken);
            await journal.SaveSnapshotAsync("state", new JournalSnapshot(2, 3, new byte[] { 7, 8 }), TestContext.Current.CancellationToken);
            await Assert.ThrowsAsync<JournalRefusedException>(async () => await journal.SaveSnapshotAsync("ahead", new JournalSnapshot(3, 1, new byte[] { 1 }), TestContext.Current.CancellationToken));
        }

        await using var again = await TestJournal.OpenAsync(_folder.Path);
        var loaded = await again.LoadSnapshotAsync("state", TestContext.Current.CancellationToken);

        Assert.Equal((2L, 3), (loaded!.Position, loaded.Schema));
        Assert.Equal([7, 8], loaded.Data.ToArray());
        Assert.Null(await again.LoadSnapshotAsync("none", TestContext.Current.CancellationToken));
    }
}
