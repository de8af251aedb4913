using System.Diagnostics;
using Ao.Notifiers;
using Xunit;

namespace Ao.TestSupport.Notifiers;

/// <summary>What every notifier keeps to, whatever channel it is for. A test class of a plugin derives from it and gives the notifier over a receiver.</summary>
public abstract partial class NotifierConformance
{
    /// <summary>How long a call may take at most, the timeout that the stand has configured included.</summary>
    private static readonly TimeSpan s_longestCall = TimeSpan.FromSeconds(10);

    /// <summary>Gets what differs from channel to channel.</summary>
    protected abstract ChannelTraits Traits { get; }

    /// <summary>Gets the token of the running test.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Sets up a notifier over a receiver that takes everything.</summary>
    protected abstract Task<NotifierStand> StartAsync();

    /// <summary>Checks that nothing acts of what came from outside: no markup, no mention, no header, no control character.</summary>
    /// <param name="arrival">What the receiver got.</param>
    /// <param name="text">The text that was given as title and body.</param>
    protected abstract void AssertHarmless(ChannelArrival arrival, string text);

    [Fact]
    public async Task NotifyAsync_Several_ArriveInOrder()
    {
        await using var stand = await StartAsync();
        for (var number = 1; number <= 5; number++)
        {
            await stand.Notifier.NotifyAsync(Samples.Notification(number), Token);
        }

        var arrived = await stand.WaitForAsync(5, Token);
        Assert.Equal(5, arrived.Count);
        foreach (var (index, arrival) in arrived.Index())
        {
            Assert.Contains(Samples.Notification(index + 1).Title, arrival.Shown, StringComparison.Ordinal);
            Assert.Contains(Samples.Notification(index + 1).Body, arrival.Shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task NotifyAsync_Key_IsWithTheReceiver()
    {
        await using var stand = await StartAsync();
        var notification = Samples.Notification(1);

        await stand.Notifier.NotifyAsync(notification, Token);

        var arrival = Assert.Single(await stand.WaitForAsync(1, Token));
        Assert.True(arrival.Key is { Length: > 0 } || arrival.Raw.Contains(notification.Key.Value, StringComparison.Ordinal), "Neither an idempotency key nor the operation's key is in the message.");
    }

    [Fact]
    public async Task NotifyAsync_SameKeyTwice_IsShownOnce()
    {
        await using var stand = await StartAsync();

        await stand.Notifier.NotifyAsync(Samples.Notification(1), Token);
        await stand.WaitForAsync(1, Token);
        await stand.Notifier.NotifyAsync(Samples.Notification(1), Token);
        await stand.RestartAsync();
        await stand.Notifier.NotifyAsync(Samples.Notification(1), Token);
        await stand.Notifier.NotifyAsync(Samples.Notification(2), Token);

        var arrived = await stand.WaitForAsync(2, Token);
        Assert.Equal(2, arrived.Count);
        Assert.Contains(Samples.Notification(1).Title, arrived[0].Shown, StringComparison.Ordinal);
        Assert.Contains(Samples.Notification(2).Title, arrived[1].Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotifyAsync_ConcurrentCallers_EachArrivesOnce()
    {
        await using var stand = await StartAsync();

        await Task.WhenAll(Enumerable.Range(1, 20).Select(number => stand.Notifier.NotifyAsync(Samples.Notification(number), Token).AsTask()));

        var arrived = await stand.WaitForAsync(20, Token);
        Assert.Equal(20, arrived.Count);
        Assert.All(Enumerable.Range(1, 20), number => Assert.Single(arrived, arrival => arrival.Shown.Contains(Samples.Notification(number).Title, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(ChannelMood.NeverAnswers)]
    [InlineData(ChannelMood.Refuses)]
    [InlineData(ChannelMood.AsksToWait)]
    [InlineData(ChannelMood.FailsInside)]
    [InlineData(ChannelMood.BreaksOff)]
    [InlineData(ChannelMood.AnswersCutShort)]
    [InlineData(ChannelMood.SendsElsewhere)]
    [InlineData(ChannelMood.Unreachable)]
    public async Task NotifyAsync_Trouble_EndsInTimeAsTheContractSaysAndGoesOnAfterwards(ChannelMood mood)
    {
        Assert.SkipWhen(Traits.Without.Contains(mood), "This channel's receiver cannot behave so.");
        await using var stand = await StartAsync();
        stand.Behave(mood);
        var started = Stopwatch.GetTimestamp();

        var fault = await Record.ExceptionAsync(() => stand.Notifier.NotifyAsync(Samples.Notification(1), Token).AsTask());

        Assert.True(Stopwatch.GetElapsedTime(started) < s_longestCall, "The call took longer than the channel's timeout allows.");
        AssertFault(mood, fault);
        AssertNoSecret(stand, fault);

        stand.Behave(ChannelMood.Takes);
        if (await TellAsync(stand, Samples.Notification(2)))
        {
            while (!stand.Arrived.Any(static arrival => arrival.Shown.Contains(Samples.Notification(2).Title, StringComparison.Ordinal)))
            {
                await stand.WaitForAsync(stand.Arrived.Count + 1, Token);
            }
        }

        AssertNoSecret(stand, fault: null);
    }

    [Fact]
    public async Task NotifyAsync_CancelledBefore_SendsNothing()
    {
        await using var stand = await StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stand.Notifier.NotifyAsync(Samples.Notification(1), new CancellationToken(canceled: true)).AsTask());

        Assert.Empty(stand.Arrived);
    }

    [Fact]
    public async Task NotifyAsync_CancelledMeanwhile_IsCancelled()
    {
        Assert.SkipWhen(Traits.HasQueue || Traits.Without.Contains(ChannelMood.NeverAnswers), "The call does not wait for the receiver.");
        await using var stand = await StartAsync();
        stand.Behave(ChannelMood.NeverAnswers);
        using var cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sending = stand.Notifier.NotifyAsync(Samples.Notification(1), cancelling.Token).AsTask();

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task NotifyAsync_HostileTexts_AreShownAndDoNothing()
    {
        await using var stand = await StartAsync();
        var given = new List<string>();
        foreach (var text in Samples.HostileTexts)
        {
            try
            {
                await stand.Notifier.NotifyAsync(Samples.Notification(given.Count + 1) with { Title = text, Body = text }, Token);
                given.Add(text);
            }
            catch (AoException exception) when (exception is not (TransientException or OutcomeUnknownException))
            {
                Assert.Equal(Printable.Clean(exception.Message), exception.Message);
            }
        }

        Assert.True(given.Count > Samples.HostileTexts.Count * 9 / 10, "Most texts are refused; they are to be shown.");
        var arrived = await stand.WaitForAsync(given.Count, Token);
        Assert.Equal(given.Count, arrived.Count);
        foreach (var (text, arrival) in given.Zip(arrived))
        {
            AssertHarmless(arrival, text);
        }
    }

    [Fact]
    public async Task NotifyAsync_TextBeyondTheChannelsLimit_IsCutWithANote()
    {
        await using var stand = await StartAsync();
        var body = string.Concat(Enumerable.Repeat("😀 a line of text\n", 256 * 1024 / 17)) + "the end";

        await stand.Notifier.NotifyAsync(Samples.Notification(1) with { Body = body }, Token);

        var arrival = Assert.Single(await stand.WaitForAsync(1, Token));
        Assert.True(arrival.Shown.Contains("the end", StringComparison.Ordinal) || arrival.Shown.Contains("shortened", StringComparison.Ordinal), "The text was cut and nothing says so.");
        Assert.DoesNotContain('\ufffd', arrival.Shown);
    }

    [Fact]
    public async Task NotifyAsync_EachPriority_IsToldApart()
    {
        await using var stand = await StartAsync();
        foreach (var priority in Enum.GetValues<NotificationPriority>())
        {
            await stand.Notifier.NotifyAsync(Samples.Notification((int)priority + 1) with { Title = "The same", Body = "The same.", Priority = priority }, Token);
        }

        var arrived = await stand.WaitForAsync(Enum.GetValues<NotificationPriority>().Length, Token);
        Assert.Equal(arrived.Count, arrived.Select(static (arrival, index) => arrival.Raw.Replace(Samples.Notification(index + 1).Key.Value, "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Checks that no secret is in what was logged or thrown.</summary>
    protected static void AssertNoSecret(NotifierStand stand, Exception? fault)
    {
        ArgumentNullException.ThrowIfNull(stand);

        foreach (var secret in stand.Secrets)
        {
            Assert.DoesNotContain(secret, fault?.ToString() ?? "", StringComparison.Ordinal);
            Assert.All(stand.Log, line => Assert.DoesNotContain(secret, line, StringComparison.Ordinal));
        }
    }

    /// <summary>Tells as the host does: again, while the channel says that it could not be reached. A channel that keeps to a wait that it was asked for has said so, and is not waited for.</summary>
    private static async Task<bool> TellAsync(NotifierStand stand, Notification notification)
    {
        while (true)
        {
            try
            {
                await stand.Notifier.NotifyAsync(notification, Token);
                return true;
            }
            catch (TransientException exception) when (exception.RetryAfter > TimeSpan.FromSeconds(2))
            {
                return false;
            }
            catch (TransientException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
            }
        }
    }

    private void AssertFault(ChannelMood mood, Exception? fault)
    {
        if (Traits.HasQueue)
        {
            Assert.Null(fault);
            return;
        }

        switch (mood)
        {
            case ChannelMood.Refuses or ChannelMood.SendsElsewhere:
                Assert.True(fault is AoException and not (TransientException or OutcomeUnknownException), $"A refusal is an AoException; it was {fault}");
                Assert.True(fault!.Message.Length > 20 && fault.Message.TrimEnd().EndsWith('.'), "The message is to say what was refused, why, and what to do.");
                break;
            case ChannelMood.AsksToWait:
                Assert.Equal(StubReceiver.Wait, Assert.IsType<TransientException>(fault).RetryAfter);
                break;
            case ChannelMood.Unreachable:
                Assert.True(fault is TransientException or OutcomeUnknownException, $"It was {fault}");
                break;
            case var _ when Traits.KnownNotTaken.Contains(mood):
                Assert.True(fault is TransientException, $"It was not taken, and the caller is to know; it was {fault}");
                break;
            case ChannelMood.AnswersCutShort:
                Assert.True(fault is null or OutcomeUnknownException, $"It may have arrived; it was {fault}");
                break;
            default:
                Assert.True(fault is OutcomeUnknownException, $"It may have arrived; it was {fault}");
                break;
        }

        Assert.Equal(Printable.Clean(fault?.Message), fault?.Message ?? "");
    }
}
