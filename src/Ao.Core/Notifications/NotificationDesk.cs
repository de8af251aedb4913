using System.Collections.Concurrent;
using Ao.Consents;
using Ao.Effects;

namespace Ao.Notifications;

/// <summary>Shows people what was not told, and sends it again or puts it away as they say.</summary>
internal sealed class NotificationDesk(UndeliveredProjection undelivered, UndeliveredDesk desk, UndeliveredQuestionDesk questions, NotificationSender sender, NotifierBoard board, EffectProjection effects, IEffectGate gate, OperatorGuard operators) : INotifications
{
    private readonly ConcurrentDictionary<string, UndeliveredNotification> _sending = new(StringComparer.Ordinal);
    private readonly KeyedLock _settling = new();

    public IReadOnlyList<UndeliveredNotification> ListUndelivered() => [.. undelivered.All.Select(Now)];

    public IReadOnlyList<UndeliveredQuestion> ListUndeliveredQuestions() => questions.List();

    public Task AskAgainAsync(string consentId, string notifier, Operator by, CancellationToken cancellationToken = default) =>
        questions.AskAgainAsync(consentId ?? "", notifier ?? "", by, cancellationToken).AsTask();

    public IReadOnlyList<NotifierStatus> ListNotifiers() => board.List();

    public async Task<bool> RetryAsync(string id, Operator by, CancellationToken cancellationToken = default)
    {
        var person = operators.Check(by);
        var entry = undelivered.Find(id ?? "") ?? throw new AoException($"There is no undelivered notification '{Printable.Quote(id)}'. List them and use an id from there; one that was seen to is not listed any more.");
        if (!_sending.TryAdd(entry.Id, entry))
        {
            throw new AoException($"The notification '{entry.Id}' is being sent. List the undelivered ones when that has ended.");
        }

        try
        {
            return await SendAgainAsync(entry, person, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _sending.TryRemove(entry.Id, out _);
        }
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
            using var holder = await _settling.AcquireAsync(entry.Notification.Key, cancellationToken).ConfigureAwait(false);
            await desk.SettleAsync(entry, new NotificationFacts.Dismissed(OperatorName.Shorten(reason, OperatorName.MaxReasonLength)!, person), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> SendAgainAsync(UndeliveredNotification entry, Operator person, CancellationToken cancellationToken)
    {
        var key = entry.Notification.Key;
        if (effects.Find(key) is { IsUnsettled: true })
        {
            try
            {
                // The gate does nothing twice of which it is not known whether it happened. A person may say that it is to be done all the same.
                await gate.DeclareAsync(key, happened: false, person, "It is sent again.", cancellationToken).ConfigureAwait(false);
            }
            catch (AoException) when (effects.Find(key) is { IsUnsettled: false })
            {
                // An earlier retry, for which nobody waited any more, has ended just now: what became of it is known, and sending goes on from there.
            }
        }

        var outcome = await sender.TryAsync(entry.Notifier, entry.Notification, cancellationToken).ConfigureAwait(false);
        using var holder = await _settling.AcquireAsync(key, CancellationToken.None).ConfigureAwait(false);
        if (outcome.Status == EffectStatus.Succeeded)
        {
            await desk.SettleAsync(entry, new NotificationFacts.Redelivered(person), CancellationToken.None).ConfigureAwait(false);
            return true;
        }

        // What somebody has dismissed meanwhile does not come back.
        if (undelivered.Find(entry.Id) is not null)
        {
            await desk.KeepAgainAsync(entry, outcome.Status == EffectStatus.Unknown, outcome.Reason, CancellationToken.None).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>Gives an entry as it is now: the gate has written down that it was sent again, also where the host has ended before it could say what became of that.</summary>
    private UndeliveredNotification Now(UndeliveredNotification entry) => !entry.MayHaveArrived && effects.Find(entry.Notification.Key) is { IsUnsettled: true }
        ? entry with { MayHaveArrived = true, Reason = _sending.ContainsKey(entry.Id) ? "It is being sent again." : "It was sent again, and the host ended before it was known what became of that." }
        : entry;
}
