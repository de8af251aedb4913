using Ao.Consents;
using Ao.Effects;
using Ao.Journal;
using Ao.Notifiers;

namespace Ao.Notifications;

/// <summary>Decides what people are told of questions that wait for them: a pure function.</summary>
internal static class ConsentNotificationDecision
{
    /// <summary>Decides whether a fact is worth telling over a notifier.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="body">Its content.</param>
    /// <param name="consent">The question as it is by now.</param>
    /// <param name="notifier">The notifier.</param>
    /// <param name="isAsked">Whether the notifier was asked the question.</param>
    /// <param name="isChannel">Whether it shows questions itself.</param>
    /// <param name="key">The operation of telling it.</param>
    /// <returns>What to tell, or <see langword="null"/>.</returns>
    public static Notification? Decide(Fact fact, object body, Consent consent, string notifier, bool isAsked, bool isChannel, OperationKey key)
    {
        // A notification that waits for consent is not told of by another one that would have to wait.
        if (consent.Kind == EffectKind.Notify)
        {
            return null;
        }

        (NotificationPriority Priority, string Title)? told = body switch
        {
            ConsentFacts.Reminded when consent.State == ConsentState.Pending && isAsked => (NotificationPriority.Action, "Nobody has answered yet"),
            ConsentFacts.Escalated escalated when consent.State == ConsentState.Pending && !isChannel && escalated.Notifier.Equals(notifier, StringComparison.OrdinalIgnoreCase) => (NotificationPriority.Action, "An answer is needed"),
            ConsentFacts.Expired when consent.AnsweredBy is null => (NotificationPriority.Urgent, "Nobody has answered, and it is not done"),
            _ => null,
        };
        return told is not { } tell ? null : new Notification
        {
            Key = key,
            Priority = tell.Priority,
            Title = $"{tell.Title}: {Printable.Quote(consent.Title)}",
            Body = Printable.Clean($"Request for consent {consent.Id} ({consent.Kind}), asked at {consent.RequestedAt:u}, {(consent.State == ConsentState.Expired ? "lapsed" : "lapses")} at {consent.ExpiresAt:u}.\n{string.Join('\n', consent.Details.Why)}"),
            At = fact.At,
            Project = consent.Project,
            Session = consent.Session,
        };
    }
}
