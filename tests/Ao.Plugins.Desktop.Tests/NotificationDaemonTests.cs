using Ao.Commands;
using Ao.Notifiers;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins.Desktop.Tests;

/// <summary>The real notify-send and a real bus; only the daemon that would draw is a mock.</summary>
public sealed class NotificationDaemonTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NotifyAsync_MarkupBackslashesAndDashes_AreTextAtTheDaemon()
    {
        await using var tools = await StartAsync(null);
        await using var desktop = await MockDesktop.StartAsync(tools.Services.GetRequiredService<ICommandRunner>());
        await using var harness = await StartAsync(desktop.Address);

        await harness.Get<INotifier>("desktop").NotifyAsync(Notification(1, "--help <b>", "-u low <img src=x> a\\nb & c\nsecond", NotificationPriority.Urgent), Token);

        var calls = await desktop.CallsAsync("Notify");
        Assert.Contains("string \"Ao\"", calls, StringComparison.Ordinal);
        Assert.Contains("string \"--help <b>\"", calls, StringComparison.Ordinal);
        Assert.Contains("string \"-u low &lt;img src=x&gt; a\\nb &amp; c\nsecond\"", calls, StringComparison.Ordinal);
        Assert.Matches("string \"urgency\"\\s+variant\\s+byte 2", calls);
        Assert.Matches("string \"x-ao-operation\"\\s+variant\\s+string \"host/notify/1\"", calls);
    }

    [Fact]
    public async Task CloseAsync_Question_TakesItsPlaceAtTheDaemon()
    {
        await using var tools = await StartAsync(null);
        await using var desktop = await MockDesktop.StartAsync(tools.Services.GetRequiredService<ICommandRunner>());
        await using var harness = await StartAsync(desktop.Address);
        var channel = (IConsentChannel)harness.Get<INotifier>("desktop");
        await harness.Get<INotifier>("desktop").NotifyAsync(Notification(1, "Before", "", NotificationPriority.Info), Token);

        await channel.AskAsync(new ConsentQuestion { ConsentId = "c-1", Title = "Merge", Parameters = new Dictionary<string, string>(), ExpiresAt = DateTimeOffset.UnixEpoch }, Token);
        await ((IConsentClosing)channel).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Expired }, Token);

        // The daemon gave the question the number 2, and the closing asks for its place.
        var calls = await desktop.CallsAsync("Notify");
        Assert.Equal(["0", "0", "2"], System.Text.RegularExpressions.Regex.Matches(calls, "string \"Ao\"\\s+variant\\s+uint32 (\\d+)").Select(static match => match.Groups[1].Value));
    }

    [Fact]
    public async Task NotifyAsync_NoBus_SaysWhatToDo()
    {
        RequiredTool.Ensure("notify-send");
        await using var harness = await StartAsync("unix:path=/nowhere/bus");

        var error = await Assert.ThrowsAsync<AoException>(async () => await harness.Get<INotifier>("desktop").NotifyAsync(Notification(1, "x", "", NotificationPriority.Info), Token));

        Assert.Contains("BusAddress", error.Message, StringComparison.Ordinal);
    }

    private static Task<PluginHarness> StartAsync(string? bus) => PluginHarness.StartAsync<DesktopPlugin>(new Dictionary<string, string?> { ["Kind"] = "NotifySend", ["BusAddress"] = bus });

    private static Notification Notification(int number, string title, string body, NotificationPriority priority) => new()
    {
        Key = new OperationKey($"host/notify/{number}"),
        Priority = priority,
        Title = title,
        Body = body,
        At = DateTimeOffset.UnixEpoch,
    };
}
