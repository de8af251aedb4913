using Ao.Effects;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;

namespace Ao.Notifications;

/// <summary>Sends notifications through the effect gate. One that cannot be reached is tried again; what is refused, or may have arrived, is kept for people to see to.</summary>
internal sealed partial class NotificationSender(ISlotCatalog plugins, IEffectGate gate, EffectProjection effects, UndeliveredDesk undelivered, NotifierBoard board, NoticeDesk notices, OperationKeys keys, FactLog log, TimeProvider time, ILogger<NotificationSender> logger)
{
    private static readonly TimeSpan s_firstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestBackOff = TimeSpan.FromMinutes(5);

    /// <summary>How long a notifier may not be reached before people are told over the others.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    public async Task SendAsync(string name, Notification notification, CancellationToken stopping)
    {
        var since = time.GetUtcNow();
        board.SetWaiting(name, since, problem: null);
        for (var wait = s_firstBackOff; ; wait = EffectBackoff.Next(wait, s_longestBackOff))
        {
            var outcome = await TryAsync(name, notification, stopping).ConfigureAwait(false);
            if (!outcome.IsTransient)
            {
                await EndAsync(name, notification, outcome, stopping).ConfigureAwait(false);
                return;
            }

            LogTryingAgain(name, outcome.Reason);
            board.SetWaiting(name, since, outcome.Reason);
            if (time.GetUtcNow() - since >= s_patience)
            {
                await notices.RaiseAsync(NoticeOf(name, notification, since, outcome.Reason), stopping).ConfigureAwait(false);
            }

            await Task.Delay(EffectBackoff.Pause(wait, outcome.RetryAfter), time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a notification once, as far as the gate lets it.</summary>
    public async ValueTask<EffectOutcome<string>> TryAsync(string name, Notification notification, CancellationToken cancellationToken)
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
            var outcome = await gate.PerformAsync(NotificationEffects.Notify(name, notification.Project!.Value, notification), action, cancellationToken).ConfigureAwait(false);

            // Why it is not known is what the channel has said, not that the gate cannot look for it.
            return outcome.Status == EffectStatus.Unknown && effects.Find(notification.Key) is { Outcome: EffectStatus.Unknown, Reason: { } said }
                ? outcome with { Reason = said }
                : outcome;
        }
        catch (PluginException exception)
        {
            return new EffectOutcome<string>(EffectStatus.Failed, null, exception.Message);
        }
    }

    private async ValueTask EndAsync(string name, Notification notification, EffectOutcome<string> outcome, CancellationToken stopping)
    {
        if (outcome.Status != EffectStatus.Succeeded)
        {
            LogUndeliverable(name, notification.Title, outcome.Reason);
        }

        // What a person or the policy has said no to is not undelivered.
        if (outcome.Status is EffectStatus.Failed or EffectStatus.Unknown)
        {
            await undelivered.KeepAsync(name, notification, outcome.Status == EffectStatus.Unknown, outcome.Reason, stopping).ConfigureAwait(false);
        }

        if (notices.PrepareClosing(UnreachableKey(name, notification), outcome.Status == EffectStatus.Succeeded ? "The notifier can be reached again." : "It is tried no more.") is { } closing)
        {
            await log.AppendAsync([closing], stopping).ConfigureAwait(false);
        }

        board.SetDone(name);
    }

    private NewNotice NoticeOf(string name, Notification notification, DateTimeOffset since, string? reason) => new()
    {
        Key = UnreachableKey(name, notification),
        Priority = NotificationPriority.Action,
        Topic = "notification.unreachable",
        Title = $"The notifier '{Printable.Quote(name)}' cannot be reached",
        Body = Printable.Clean($"It is tried since {since:u}, and what it is to tell waits: {reason}"),
        Project = notification.Project!.Value,
        IsLatched = true,
        ExceptNotifier = name,
    };

    private OperationKey UnreachableKey(string name, Notification notification) => keys.Of($"unreachable/{OperationKeys.Part(name)}/{OperationKeys.Part(notification.Key.Value)}");

    [LoggerMessage(LogLevel.Warning, "The notifier '{Notifier}' cannot be reached and is tried again: {Problem}")]
    private partial void LogTryingAgain(string notifier, string? problem);

    [LoggerMessage(LogLevel.Error, "The notifier '{Notifier}' was not given '{Title}', or it is not known whether it was: {Problem}")]
    private partial void LogUndeliverable(string notifier, string title, string? problem);
}
