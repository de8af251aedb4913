using Ao.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.Webhook.Tests;

public sealed class HandledKeysTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => _folder.Combine("handled.keys");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Contains_PeriodOver_IsForgotten()
    {
        var keys = New();
        keys.Add(Key(1));
        _time.Advance(TimeSpan.FromHours(24));
        Assert.True(keys.Contains(Key(1)));

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(keys.Contains(Key(1)));
    }

    [Fact]
    public async Task Add_MoreThanTheMost_ForgetsTheOldestAndKeepsTheFileShort()
    {
        var keys = New();
        for (var number = 1; number <= 95; number++)
        {
            keys.Add(Key(number));
        }

        Assert.False(keys.Contains(Key(85)));
        Assert.True(keys.Contains(Key(86)));
        Assert.InRange((await System.IO.File.ReadAllLinesAsync(File, Token)).Length, 10, 20);
    }

    [Fact]
    public async Task LoadAsync_TornAndOldLines_KeepsTheRest()
    {
        New().Add(Key(1));
        _time.Advance(TimeSpan.FromHours(23));
        New().Add(Key(2));
        await System.IO.File.AppendAllTextAsync(File, "not a line\n99999999999999999 n/3\n1772359200", Token);
        _time.Advance(TimeSpan.FromHours(2));

        var keys = New();
        await keys.LoadAsync(Token);
        keys.Add(Key(4));
        var next = New();
        await next.LoadAsync(Token);

        Assert.Equal([false, true, false, true], Enumerable.Range(1, 4).Select(number => next.Contains(Key(number))));
    }

    private static OperationKey Key(int number) => new($"n/{number}");

    private HandledKeys New() => new(File, TimeSpan.FromHours(24), 10, _time);
}
