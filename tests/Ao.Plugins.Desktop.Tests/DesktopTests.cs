using Ao.Commands;
using Ao.Notifiers;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins.Desktop.Tests;

/// <summary>What does not depend on a desktop being there.</summary>
public sealed class DesktopTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(NotificationPriority.Info, "low")]
    [InlineData(NotificationPriority.Warning, "normal")]
    [InlineData(NotificationPriority.Action, "normal")]
    [InlineData(NotificationPriority.Urgent, "critical")]
    public async Task NotifyAsync_NotifySend_UrgencyFollowsThePriority(NotificationPriority priority, string urgency)
    {
        var runner = new RecordingRunner();
        await using var harness = await StartAsync(runner, "NotifySend");

        await harness.Get<INotifier>("desktop").NotifyAsync(Notification(1, priority), Token);

        Assert.Contains($"--urgency={urgency}", Assert.Single(runner.Requests).Command.Arguments);
    }

    [Theory]
    [InlineData("MacOs", NotificationPriority.Action, false)]
    [InlineData("MacOs", NotificationPriority.Urgent, true)]
    [InlineData("Windows", NotificationPriority.Action, false)]
    [InlineData("Windows", NotificationPriority.Urgent, true)]
    public async Task NotifyAsync_Urgent_IsLouder(string kind, NotificationPriority priority, bool isLoud)
    {
        var runner = new RecordingRunner();
        await using var harness = await StartAsync(runner, kind);

        await harness.Get<INotifier>("desktop").NotifyAsync(Notification(1, priority), Token);

        var request = Assert.Single(runner.Requests);
        Assert.Equal(isLoud, request.Environment.GetValueOrDefault("AO_SCENARIO") == "reminder" || request.Command.Arguments.Any(static argument => argument.Contains("sound name", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task CloseAsync_NotifySend_ReplacesTheQuestion()
    {
        var runner = new RecordingRunner { Result = static (_, _) => Task.FromResult(RecordingRunner.Exit(0, "41\n")) };
        await using var harness = await StartAsync(runner, "NotifySend");
        var channel = (IConsentChannel)harness.Get<INotifier>("desktop");

        await channel.AskAsync(new ConsentQuestion { ConsentId = "c-1", Title = "Merge", Parameters = new Dictionary<string, string>(), ExpiresAt = DateTimeOffset.UnixEpoch }, Token);
        await ((IConsentClosing)channel).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Approved }, Token);

        Assert.DoesNotContain("--replace-id=41", runner.Requests[0].Command.Arguments);
        Assert.Contains("--replace-id=41", runner.Requests[1].Command.Arguments);
    }

    [Theory]
    [InlineData("NotifySend")]
    [InlineData("MacOs")]
    [InlineData("Windows")]
    public async Task NotifyAsync_ProgramMissing_SaysWhatToDoAndTheSelfCheckDoesToo(string kind)
    {
        var runner = new RecordingRunner { Result = static (request, _) => throw new CommandNotFoundException(request.Command.Program) };
        await using var harness = await StartAsync(runner, kind);
        var notifier = harness.Get<INotifier>("desktop");

        var error = await Assert.ThrowsAsync<AoException>(async () => await notifier.NotifyAsync(Notification(1), Token));

        Assert.Contains("is not there", error.Message, StringComparison.Ordinal);
        Assert.Contains(await ((ISelfCheck)notifier).InspectSelfAsync(Token), static finding => finding is { Level: SelfCheckLevel.Fail, Remedy.Length: > 0 });
    }

    [Theory]
    [InlineData("NotifySend", "notify-send", "--version")]
    [InlineData("MacOs", "osascript", "-e", "return \"there\"")]
    [InlineData("Windows", "powershell.exe", "-NoProfile", "-NonInteractive", "-Command", "exit 0")]
    public async Task InspectSelfAsync_ProgramThere_ShowsNothing(string kind, string program, params string[] arguments)
    {
        var runner = new RecordingRunner();
        await using var harness = await StartAsync(runner, kind, "unix:path=/run/user/1/bus");

        var findings = await ((ISelfCheck)harness.Get<INotifier>("desktop")).InspectSelfAsync(Token);

        Assert.NotEmpty(findings);
        Assert.All(findings, static finding => Assert.Equal(SelfCheckLevel.Pass, finding.Level));
        var command = Assert.Single(runner.Requests).Command;
        Assert.Equal(program, command.Program);
        Assert.Equal(arguments, command.Arguments);
    }

    private static Task<PluginHarness> StartAsync(RecordingRunner runner, string kind, string? bus = null) =>
        PluginHarness.StartAsync<DesktopPlugin>(new Dictionary<string, string?> { ["Kind"] = kind, ["BusAddress"] = bus }, services => services.AddSingleton<ICommandRunner>(runner));

    private static Notification Notification(int number, NotificationPriority priority = NotificationPriority.Action) => new()
    {
        Key = new OperationKey($"host/notify/{number}"),
        Priority = priority,
        Title = $"Notification {number}",
        At = DateTimeOffset.UnixEpoch,
    };
}
