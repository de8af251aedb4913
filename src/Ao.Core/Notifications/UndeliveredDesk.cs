using System.Globalization;
using Ao.Consents;
using Ao.Effects;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;

namespace Ao.Notifications;

/// <summary>Keeps what a notifier was not given, with one notice for each notifier that stays open until all of it was seen to.</summary>
internal sealed class UndeliveredDesk(UndeliveredProjection undelivered, NoticeDesk notices, OperationKeys keys, FactLog log)
{
    /// <summary>How many of one notifier wait for somebody at most; a channel that refuses everything must not fill the memory. The oldest go first, and the journal keeps them.</summary>
    public const int Most = 1_000;

    private const int MaxTitle = 300;
    private const int MaxBody = 4_000;
    private const int MaxReason = 1_000;

    /// <summary>Keeps a notification that was given up. Keeping it again, after the host has died in between, changes nothing.</summary>
    public async ValueTask KeepAsync(string notifier, Notification notification, bool mayHaveArrived, string? reason, CancellationToken cancellationToken)
    {
        var kept = log.Prepare(NotificationFactKinds.StreamOf(NotificationFactKinds.IdOf(notification.Key)), expectedVersion: 0, [FactOf(notifier, notification, mayHaveArrived, reason)]);
        try
        {
            if (notices.Prepare(NoticeOf(notifier, notification, reason)) is { } notice)
            {
                await log.AppendAsync([kept, notice, .. PrepareForgetting(notifier)], cancellationToken).ConfigureAwait(false);
                return;
            }
        }
        catch (StreamVersionException)
        {
            // One of the two is there: the other is written alone.
        }

        try
        {
            await log.AppendAsync([kept, .. PrepareForgetting(notifier)], cancellationToken).ConfigureAwait(false);
        }
        catch (StreamVersionException)
        {
            // It was kept before the host died, and may have been seen to since.
        }
    }

    /// <summary>Keeps that one of them was given up once more.</summary>
    public async ValueTask KeepAgainAsync(UndeliveredNotification entry, bool mayHaveArrived, string? reason, CancellationToken cancellationToken) =>
        await log.AppendAsync(NotificationFactKinds.StreamOf(entry.Id), expectedVersion: null, [FactOf(entry.Notifier, entry.Notification, mayHaveArrived, reason)], cancellationToken).ConfigureAwait(false);

    /// <summary>Takes one of them out, and closes the notifier's notice with the last.</summary>
    public async ValueTask SettleAsync(UndeliveredNotification entry, object fact, CancellationToken cancellationToken)
    {
        List<StreamAppend> appends = [log.Prepare(NotificationFactKinds.StreamOf(entry.Id), expectedVersion: null, [fact])];
        if (!Of(entry.Notifier).Any(other => other.Id != entry.Id) && notices.PrepareClosing(NoticeKey(entry.Notifier), "Everything that could not be delivered was seen to.") is { } closing)
        {
            appends.Add(closing);
        }

        await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }

    private static NotificationFacts.Undelivered FactOf(string notifier, Notification notification, bool mayHaveArrived, string? reason) => new(
        notifier,
        notification with { Title = ShortText.Of(Printable.Line(notification.Title), MaxTitle), Body = ShortText.Of(Printable.Clean(notification.Body), MaxBody) },
        mayHaveArrived,
        ShortText.Of(Printable.Clean(reason ?? "No reason is known."), MaxReason));

    private NewNotice NoticeOf(string notifier, Notification notification, string? reason) => new()
    {
        Key = NoticeKey(notifier),
        Priority = NotificationPriority.Action,
        Topic = "notification.undelivered",
        Title = $"The notifier '{Printable.Quote(notifier)}' was not given what it was to tell",
        Body = ShortText.Of(Printable.Clean($"'{Printable.Quote(notification.Title)}': {reason}\nList the undelivered notifications, send them again when the channel is mended, or dismiss them. More of them raise no further notice while this one is open."), MaxBody),
        Project = notification.Project!.Value,
        IsLatched = true,
        ExceptNotifier = notifier,
    };

    private OperationKey NoticeKey(string notifier) =>
        notices.OpenOrNext(number => keys.Of(string.Create(CultureInfo.InvariantCulture, $"undelivered/{OperationKeys.Part(notifier)}/{number}")));

    private IEnumerable<StreamAppend> PrepareForgetting(string notifier) => Of(notifier).SkipLast(Most - 1)
        .Select(entry => log.Prepare(NotificationFactKinds.StreamOf(entry.Id), expectedVersion: null, [new NotificationFacts.Dismissed($"More than {Most} wait for this notifier.")]));

    private IEnumerable<UndeliveredNotification> Of(string notifier) => undelivered.All.Where(entry => entry.Notifier == notifier);
}
