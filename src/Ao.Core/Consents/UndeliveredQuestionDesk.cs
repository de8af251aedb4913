using System.Globalization;
using Ao.Effects;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;

namespace Ao.Consents;

/// <summary>Keeps the questions that a channel was not given, each with a notice that stays open until the question was seen to.</summary>
internal sealed class UndeliveredQuestionDesk(UndeliveredQuestions undelivered, ConsentProjection consents, OperatorGuard operators, NoticeDesk notices, OperationKeys keys, FactLog log)
{
    private const int MaxReason = 1_000;
    private const int MaxBody = 4_000;

    /// <summary>Lists those that still wait for an answer, oldest first.</summary>
    public IReadOnlyList<UndeliveredQuestion> List() => [.. undelivered.List().Where(question => consents.IsPending(question.ConsentId))];

    /// <summary>Keeps that a channel has refused a question or to close it, or may have taken it.</summary>
    public async ValueTask KeepAsync(Consent consent, string notifier, bool mayHaveArrived, string reason, CancellationToken cancellationToken)
    {
        var why = ShortText.Of(Printable.Clean(reason), MaxReason);
        List<StreamAppend> appends = [log.Prepare(EffectFactKinds.ChannelStreamOf(notifier), expectedVersion: null, [new ConsentFacts.NotDelivered(consent.Id, notifier, why, mayHaveArrived)])];

        // Where telling itself waits for consent, a notice would have to be consented to as well, and so on without end.
        if (consents.IsPending(consent.Id) && consent.Kind != EffectKind.Notify && notices.Prepare(NoticeOf(consent, notifier, mayHaveArrived, why)) is { } notice)
        {
            appends.Add(notice);
        }

        await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has a question asked again, because a person says so.</summary>
    /// <exception cref="AoException">There is no such question.</exception>
    public async ValueTask AskAgainAsync(string consentId, string notifier, Operator by, CancellationToken cancellationToken)
    {
        var person = operators.Check(by);
        if (!consents.IsPending(consentId) || undelivered.Find(consentId, notifier) is null)
        {
            throw new AoException($"No question '{Printable.Quote(consentId)}' is undelivered at the notifier '{Printable.Quote(notifier)}'. List them and use an id and a notifier from there; one that is being asked again or was answered is not listed any more.");
        }

        await SettleAsync(consentId, notifier, person, "It is asked again.", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a question out, where it is there, and closes its notice.</summary>
    public async ValueTask SettleAsync(string consentId, string notifier, Operator? by, string resolution, CancellationToken cancellationToken)
    {
        List<StreamAppend> appends = [];
        if (undelivered.Find(consentId, notifier) is not null)
        {
            appends.Add(log.Prepare(EffectFactKinds.ChannelStreamOf(notifier), expectedVersion: null, [new ConsentFacts.SeenTo(consentId, notifier, by)]));
        }

        if (notices.PrepareClosing(NoticeKey(consentId, notifier), resolution) is { } closing)
        {
            appends.Add(closing);
        }

        if (appends.Count > 0)
        {
            await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
        }
    }

    private NewNotice NoticeOf(Consent consent, string notifier, bool mayHaveArrived, string why) => new()
    {
        Key = NoticeKey(consent.Id, notifier),
        Priority = NotificationPriority.Action,
        Topic = "consent.not-delivered",
        Title = mayHaveArrived
            ? $"A question may not be shown by the notifier '{Printable.Quote(notifier)}'"
            : $"A question was not shown by the notifier '{Printable.Quote(notifier)}'",
        Body = ShortText.Of(Printable.Clean($"'{Printable.Quote(consent.Title)}' (request for consent {consent.Id}, lapses at {consent.ExpiresAt:u}): {why}\nIt is not asked there again by itself. Answer it elsewhere, or have it asked again when the channel is mended."), MaxBody),
        Project = consent.Project,
        Session = consent.Session,
        IsLatched = true,
        ExceptNotifier = notifier,
    };

    private OperationKey NoticeKey(string consentId, string notifier) =>
        notices.OpenOrNext(number => keys.Of(string.Create(CultureInfo.InvariantCulture, $"not-asked/{OperationKeys.Part(notifier)}/{OperationKeys.Part(consentId)}/{number}")));
}
