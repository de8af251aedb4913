using Ao.Effects;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;

namespace Ao.Notifications;

/// <summary>Sends notifications through the effect gate; one that cannot be reached is tried again.</summary>
internal sealed partial class NotificationSender(ISlotCatalog plugins, IEffectGate gate, TimeProvider time, ILogger<NotificationSender> logger)
{
    private static readonly TimeSpan s_firstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestBackOff = TimeSpan.FromMinutes(5);

    public async Task SendAsync(string name, Notification notification, CancellationToken stopping)
    {
        var effect = NotificationEffects.Notify(name, notification.Project!.Value, notification);
        for (var wait = s_firstBackOff; ; wait = wait * 2 < s_longestBackOff ? wait * 2 : s_longestBackOff)
        {
            var outcome = await TrySendAsync(name, effect, notification, stopping).ConfigureAwait(false);
            if (!outcome.IsTransient)
            {
                if (outcome.Status != EffectStatus.Succeeded)
                {
                    LogUndeliverable(name, notification.Title, outcome.Reason);
                }

                return;
            }

            LogTryingAgain(name, outcome.Reason);
            await Task.Delay(wait, time, stopping).ConfigureAwait(false);
        }
    }

    private async ValueTask<EffectOutcome<string>> TrySendAsync(string name, Effect effect, Notification notification, CancellationToken stopping)
    {
        try
        {
            var notifier = plugins.Get<INotifier>(name);
            var action = new EffectAction<string>
            {
                ResultType = EffectResultsJson.Default.String,
                Perform = async () =>
                {
                    await notifier.NotifyAsync(notification).ConfigureAwait(false);
                    return name;
                },
                MayRepeat = OncePerKey.IsPromisedBy(plugins, Slot.Notifier, name),
            };
            return await gate.PerformAsync(effect, action, stopping).ConfigureAwait(false);
        }
        catch (PluginException exception)
        {
            return new EffectOutcome<string>(EffectStatus.Failed, null, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The notifier '{Notifier}' cannot be reached and is tried again: {Problem}")]
    private partial void LogTryingAgain(string notifier, string? problem);

    [LoggerMessage(LogLevel.Error, "The notifier '{Notifier}' was not given '{Title}', or it is not known whether it was: {Problem}")]
    private partial void LogUndeliverable(string notifier, string title, string? problem);
}
