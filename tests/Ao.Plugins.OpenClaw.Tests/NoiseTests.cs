using System.Text.Json;
using Ao.Notifiers;
using Ao.TestSupport.Notifiers;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.OpenClaw.Tests;

/// <summary>More of the same is told once and counted, and nothing is lost by it.</summary>
public sealed class NoiseTests
{
    private static readonly (string Key, string? Value) s_patient = ("Timeout", "00:05:00");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NotifyAsync_MoreOfTheSame_IsToldOnceWithItsCount()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stand = await OpenClawStand.StartAsync(time, s_patient);
        foreach (var number in Enumerable.Range(1, 5))
        {
            await stand.Notifier.NotifyAsync(Same(number), Token);
        }

        Assert.Single(stand.Arrived);
        var arrived = await AdvanceUntilAsync(stand, time, 2);
        Assert.Contains("[Action] shop-1 The build is red (4 times)", arrived[1].Shown, StringComparison.Ordinal);
        Assert.StartsWith("digest/", arrived[1].Key, StringComparison.Ordinal);

        // Told is told, also where a key comes again.
        await stand.Notifier.NotifyAsync(Same(3), Token);
        await stand.Notifier.NotifyAsync(Samples.Notification(9), Token);
        Assert.Equal(3, stand.Arrived.Count);
    }

    [Fact]
    public async Task NotifyAsync_Urgent_PassesWhateverElseIsHeld()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stand = await OpenClawStand.StartAsync(time, s_patient, ("PerMinute", "2"));
        foreach (var number in Enumerable.Range(1, 6))
        {
            await stand.Notifier.NotifyAsync(Samples.Notification(number) with { Priority = NotificationPriority.Info }, Token);
        }

        await stand.Notifier.NotifyAsync(Same(7) with { Priority = NotificationPriority.Urgent }, Token);
        await stand.Notifier.NotifyAsync(Same(8) with { Priority = NotificationPriority.Urgent }, Token);

        Assert.Equal(4, stand.Arrived.Count);
        var arrived = await AdvanceUntilAsync(stand, time, 5);
        Assert.All(Enumerable.Range(3, 4), number => Assert.Contains(Samples.Notification(number).Title, arrived[4].Shown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task NotifyAsync_HeldWhenTheHostEnds_IsToldByTheNext()
    {
        await using var stand = await OpenClawStand.StartAsync();
        await stand.Notifier.NotifyAsync(Same(1), Token);
        await stand.Notifier.NotifyAsync(Same(2), Token);
        Assert.Single(stand.Arrived);

        await stand.RestartAsync();

        Assert.Contains("The build is red", (await stand.WaitForAsync(2, Token))[1].Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotifyAsync_HeldWhileTheGatewayIsDown_IsToldWhenItIsBack()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stand = await OpenClawStand.StartAsync(time, s_patient);
        await stand.Notifier.NotifyAsync(Same(1), Token);
        await stand.Notifier.NotifyAsync(Same(2), Token);
        stand.Behave(ChannelMood.FailsInside);
        await AdvanceUntilAsync(time, () => stand.Log.Any(static line => line.Contains("could not be told", StringComparison.Ordinal)));

        stand.Behave(ChannelMood.Takes);

        Assert.Contains("The build is red", (await AdvanceUntilAsync(stand, time, 2))[1].Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotifyAsync_HeldAndRefused_IsKeptForAPersonAndNotTriedAgain()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var stand = await OpenClawStand.StartAsync(time, s_patient);
        foreach (var number in Enumerable.Range(1, 3))
        {
            await stand.Notifier.NotifyAsync(Same(number), Token);
        }

        stand.Behave(ChannelMood.Refuses);
        await AdvanceUntilAsync(time, () => stand.Log.Any(static line => line.Contains("They are kept in", StringComparison.Ordinal)));
        stand.Behave(ChannelMood.Takes);
        await stand.RestartAsync();
        await stand.Notifier.NotifyAsync(Samples.Notification(9), Token);

        Assert.Equal(2, stand.Arrived.Count);
        var lines = await File.ReadAllLinesAsync(stand.Undelivered, Token);
        Assert.Equal([2, 3], lines.Select(static line => JsonSerializer.Deserialize(line, OpenClawJson.Default.RefusedNote)!.Note).Select(static note => int.Parse(note.Key.Value.Split('/')[2], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(lines, static line => Assert.Contains("does not know the Token", line, StringComparison.Ordinal));
        Assert.Contains(await ((ISelfCheck)stand.Notifier).InspectSelfAsync(Token), finding => finding.Level == SelfCheckLevel.Warn && finding.Summary.Contains(stand.Undelivered, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_HeldNotes_HaveTheirBodiesAndSayWhatIsLeftOut()
    {
        var same = Enumerable.Range(1, 4).Select(static number => HeldNote.From(Same(number) with { Body = number % 2 == 0 ? "even\n- [Urgent] not of Ao" : "odd" })).ToList();
        var many = Enumerable.Range(1, 52).Select(static number => HeldNote.From(Samples.Notification(number) with { Body = $"body {number} {new string('x', 5_000)}" })).ToList();

        var (few, full) = (AgentText.Of(same), AgentText.Of(many));

        Assert.EndsWith("The build is red (4 times)\n    odd\n    even\n    - [Urgent] not of Ao\n", few, StringComparison.Ordinal);
        Assert.Contains("    body 1 xxx", full, StringComparison.Ordinal);
        Assert.Contains("(shortened, 5007 characters in all)", full, StringComparison.Ordinal);
        Assert.Contains("- and 2 others, left out for want of room\n", full, StringComparison.Ordinal);
        Assert.Equal(31, full.Split("(left out, for want of room: a text)").Length - 1);
        Assert.InRange(full.Length, 15_000, 30_000);
    }

    [Fact]
    public void HeldNote_OfAnEarlierVersion_HasNoBody() =>
        Assert.Null(Assert.Single(JsonSerializer.Deserialize("""[{"key":"a/1","priority":"Info","title":"t","at":"2026-03-01T10:00:00+00:00"}]""", OpenClawJson.Default.ListHeldNote)!).Body);

    private static Notification Same(int number) => Samples.Notification(number) with { Title = "The build is red", Session = new SessionId("shop", 1) };

    private static async Task<IReadOnlyList<ChannelArrival>> AdvanceUntilAsync(OpenClawStand stand, FakeTimeProvider time, int count)
    {
        await AdvanceUntilAsync(time, () => stand.Arrived.Count >= count);
        return stand.Arrived;
    }

    /// <summary>Lets the time go on by a window, and then lets what is due happen: a request on its way must not run out of time by it.</summary>
    private static async Task AdvanceUntilAsync(FakeTimeProvider time, Func<bool> isSo)
    {
        for (var look = 0; !isSo(); look++)
        {
            if (look % 100 == 0)
            {
                time.Advance(TimeSpan.FromSeconds(61));
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token);
        }
    }
}
