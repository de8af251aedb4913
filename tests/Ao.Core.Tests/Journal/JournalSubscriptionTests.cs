using Ao.Journal;
using Ao.TestSupport;

namespace Ao.Core.Tests.Journal;

public sealed class JournalSubscriptionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SubscribeAsync_TwentyWhileWriting_EachSeesEveryFactOnceInOrder()
    {
        const int Count = 3000;
        await using var journal = await TestJournal.OpenAsync(_folder.Path);
        await journal.AppendAsync([TestJournal.To("old", count: 100)], TestContext.Current.CancellationToken);
        var readers = Enumerable.Range(0, 20).Select(number => Task.Run(async () =>
            await journal.SubscribeAsync(number * 10, TestContext.Current.CancellationToken).TakeWhile(fact => fact.Position < Count).Select(fact => fact.Position).ToListAsync())).ToList();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < (Count - 100) / 10; number++)
            {
                await journal.AppendAsync([TestJournal.To($"w/{writer}")], TestContext.Current.CancellationToken);
            }
        })));

        var seen = await Task.WhenAll(readers);
        for (var number = 0; number < seen.Length; number++)
        {
            Assert.Equal(Enumerable.Range((number * 10) + 1, Count - 1 - (number * 10)).Select(position => (long)position), seen[number]);
        }
    }

    [Fact]
    public async Task SubscribeAsync_ReaderThatStandsStill_HoldsUpNobodyAndMissesNothing()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);
        await using var slow = journal.SubscribeAsync(0, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await journal.AppendAsync([TestJournal.To("s")], TestContext.Current.CancellationToken);
        Assert.True(await slow.MoveNextAsync());

        // More than is kept in memory, so that the rest must come from disk.
        for (var number = 0; number < 20; number++)
        {
            await journal.AppendAsync([TestJournal.To("s", count: 1000)], TestContext.Current.CancellationToken);
        }

        for (var position = 2; position <= 20_001; position++)
        {
            Assert.True(await slow.MoveNextAsync());
            Assert.Equal(position, slow.Current.Position);
        }
    }

    [Fact]
    public async Task SubscribeAsync_JournalCloses_EndsBehindTheLastFact()
    {
        var journal = await TestJournal.OpenAsync(_folder.Path);
        await journal.AppendAsync([TestJournal.To("s", count: 3)], TestContext.Current.CancellationToken);
        await using var subscription = journal.SubscribeAsync(0, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (var number = 0; number < 3; number++)
        {
            Assert.True(await subscription.MoveNextAsync());
        }

        var last = subscription.MoveNextAsync().AsTask();
        await journal.CloseAsync();

        Assert.False(await last);
    }

    [Fact]
    public async Task SubscribeAsync_Cancelled_Ends()
    {
        await using var journal = await TestJournal.OpenAsync(_folder.Path);
        using var ending = new CancellationTokenSource();
        await using var subscription = journal.SubscribeAsync(0, ending.Token).GetAsyncEnumerator(ending.Token);
        var next = subscription.MoveNextAsync().AsTask();

        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }
}
