using Ao.Channels;
using Ao.TestSupport;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.Slack.Tests;

public sealed class SentMessagesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => _folder.Combine("messages.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SendOnceAsync_SeveralAtOnceOfOneId_OneSendsAndAllGetIt()
    {
        using var sent = New();
        var count = 0;

        var got = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sent.SendOnceAsync("a", async () =>
        {
            await Task.Yield();
            return Message("a", $"place-{Interlocked.Increment(ref count)}");
        }, Token).AsTask()));

        Assert.Equal(1, count);
        Assert.All(got, static message => Assert.Equal("place-1", message.Place));
    }

    [Fact]
    public async Task SendOnceAsync_SendingFails_IsSentByTheNext()
    {
        using var sent = New();
        await Assert.ThrowsAsync<TransientException>(() => sent.SendOnceAsync("a", static () => throw new TransientException("Down."), Token).AsTask());

        Assert.Equal("place", (await sent.SendOnceAsync("a", () => ValueTask.FromResult(Message("a", "place")), Token)).Place);
    }

    [Fact]
    public async Task FindAsync_AfterARestartInTheMiddleOfALine_KnowsWhatIsWhole()
    {
        using (var first = New())
        {
            await first.KeepAsync(Message("a", "one"));
            await first.KeepAsync(Message("b", "two"));
            await first.KeepAsync(Message("a", "three"));
        }

        await System.IO.File.AppendAllTextAsync(File, "{\"id\":\"c\",\"at\":\"20", Token);
        using var second = New();

        Assert.Equal("three", (await second.FindAsync("a", Token))?.Place);
        Assert.Equal("two", (await second.FindAsync("b", Token))?.Place);
        Assert.Null(await second.FindAsync("c", Token));
    }

    [Fact]
    public async Task KeepAsync_OldAndMany_AreForgottenAndTheFileStaysSmall()
    {
        using (var first = New(most: 10))
        {
            await first.KeepAsync(Message("old", "x"));
            _time.Advance(TimeSpan.FromDays(40));
            for (var number = 0; number < 100; number++)
            {
                await first.KeepAsync(Message($"m-{number}", "x"));
                _time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        Assert.InRange((await System.IO.File.ReadAllLinesAsync(File, Token)).Length, 1, 21);
        using var second = New(most: 10);
        Assert.Null(await second.FindAsync("old", Token));
        Assert.NotNull(await second.FindAsync("m-99", Token));
        Assert.Null(await second.FindAsync("m-50", Token));
    }

    [Fact]
    public async Task SendOnceAsync_FileCannotBeRead_SendsNothing()
    {
        Directory.CreateDirectory(File);
        using var sent = New();

        await Assert.ThrowsAsync<TransientException>(() => sent.SendOnceAsync("a", static () => throw new InvalidOperationException("It was sent."), Token).AsTask());
    }

    private SentMessages New(int most = 100) => new(File, TimeSpan.FromDays(30), most, _time);

    private SentMessage Message(string id, string place) => new(id, _time.GetUtcNow(), place);
}
