using Ao.Consents;
using Ao.Effects;

namespace Ao.Notifications;

/// <summary>Shows people what was not told, and sends it again or puts it away as they say.</summary>
internal sealed class NotificationDesk(UndeliveredProjection undelivered, UndeliveredDesk desk, NotificationSender sender, NotifierBoard board, EffectProjection effects, IEffectGate gate, OperatorGuard operators) : INotifications
{
    public IReadOnlyList<UndeliveredNotification> ListUndelivered() => [.. undelivered.All];

    public IReadOnlyList<NotifierStatus> ListNotifiers() => board.List();

    public async Task<bool> RetryAsync(string id, Operator by, CancellationToken cancellationToken = default)
    {
        var person = operators.Check(by);
        var entry = undelivered.Find(id ?? "") ?? throw new AoException($"There is no undelivered notification '{Printable.Quote(id)}'. List them and use an id from there; one that was seen to is not listed any more.");
        if (effects.Find(entry.Notification.Key) is { IsUnsettled: true })
        {
            // The gate does nothing twice of which it is not known whether it happened. A person may say that it is to be done all the same.
            await gate.DeclareAsync(entry.Notification.Key, happened: false, person, "It is sent again.", cancellationToken).ConfigureAwait(false);
        }

        var outcome = await sender.TryAsync(entry.Notifier, entry.Notification, cancellationToken).ConfigureAwait(false);
        if (outcome.Status == EffectStatus.Succeeded)
        {
            await desk.SettleAsync(entry, new NotificationFacts.Redelivered(person), CancellationToken.None).ConfigureAwait(false);
            return true;
        }

        await desk.KeepAgainAsync(entry, outcome.Status == EffectStatus.Unknown, outcome.Reason, CancellationToken.None).ConfigureAwait(false);
        return false;
    }

    public async Task DismissAsync(string id, string reason, Operator by, CancellationToken cancellationToken = default)
    {
        var person = operators.Check(by);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new AoException("A notification is not dismissed without a reason. Say why it need not be told any more.");
        }

        if (undelivered.Find(id ?? "") is { } entry)
        {
            await desk.SettleAsync(entry, new NotificationFacts.Dismissed(OperatorName.Shorten(reason, OperatorName.MaxReasonLength)!, person), cancellationToken).ConfigureAwait(false);
        }
    }
}
