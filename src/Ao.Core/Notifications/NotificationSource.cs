using System.Globalization;
using Ao.Consents;
using Ao.Configuration;
using Ao.Effects;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Projects;
using Ao.Reactions;
using Ao.Sessions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Notifications;

/// <summary>Says what facts are to be told over a notifier.</summary>
internal sealed partial class NotificationSource(
    FactCatalog catalog,
    SessionProjection sessions,
    ConsentProjection consents,
    ConsentAudience audience,
    ProjectCatalog projects,
    ReactionCatalog reactions,
    ISlotCatalog plugins,
    OperationKeys keys,
    IOptions<AoOptions> options,
    ILogger<NotificationSource> logger)
{
    private readonly Dictionary<ProjectId, NotificationRouting> _routings = projects.All.ToDictionary(static project => project.Id, project => NotificationRouting.Of(options.Value.Notifications, project.Options.Notifications, project.Options.Notifiers));

    /// <summary>Gets everybody who is told anything, also questions only.</summary>
    public IEnumerable<string> Names => _routings.Values.SelectMany(static routing => routing.Names).Concat(projects.All.SelectMany(static project => project.Options.Notifiers)).Distinct(StringComparer.Ordinal);

    /// <summary>Gives what a fact is told as.</summary>
    /// <returns>The notification and until when it is held back, or <see langword="null"/> where the notifier has nothing to tell.</returns>
    public (Notification Notification, DateTimeOffset? Until)? Of(string notifier, Fact fact, DateTimeOffset now)
    {
        if (fact.Type.StartsWith(EffectFactKinds.ConsentPrefix, StringComparison.Ordinal))
        {
            // Whom questions are brought to, and when, is settled where they are asked.
            return ForConsent(notifier, fact) is { } question ? (question, null) : null;
        }

        var told = fact.Stream.StartsWith(NoticeFactKinds.StreamPrefix, StringComparison.Ordinal) ? ForNotice(notifier, fact) : ForSession(notifier, fact);
        return told is not null && _routings.TryGetValue(told.Project!.Value, out var routing) && RoutingDecision.Decide(routing, notifier, told.Priority, now) is { IsTold: true } answer
            ? (told, answer.Until)
            : null;
    }

    /// <summary>Gives the operation of telling a digest.</summary>
    public OperationKey KeyOf(string notifier, HeldNotifications held) =>
        keys.Of(held.Project, string.Create(CultureInfo.InvariantCulture, $"digest/{held.First}-{held.Last}-{held.Until.UtcTicks}/{OperationKeys.Part(notifier)}"));

    private OperationKey KeyOf(string notifier, Fact fact) => keys.Of(string.Create(CultureInfo.InvariantCulture, $"notify/{fact.Position}/{OperationKeys.Part(notifier)}"));

    private Notification? ForConsent(string notifier, Fact fact)
    {
        var id = Read(fact) switch
        {
            ConsentFacts.Reminded reminded => reminded.Id,
            ConsentFacts.Escalated escalated => escalated.Id,
            ConsentFacts.Expired expired => expired.Id,
            _ => null,
        };
        return id is not null && consents.Find(id) is { Consent: var consent } && audience.IsAudience(consent, notifier)
            ? ConsentNotificationDecision.Decide(fact, Read(fact)!, consent, notifier, audience.IsAsked(consent, notifier), IsChannel(notifier), KeyOf(notifier, fact))
            : null;
    }

    private bool IsChannel(string notifier)
    {
        try
        {
            return plugins.Find<IConsentChannel>(Slot.Notifier, notifier) is not null;
        }
        catch (PluginException exception)
        {
            LogNotAsked(notifier, exception.Message);
            return false;
        }
    }

    private Notification? ForNotice(string notifier, Fact fact) => Read(fact) is not NoticeFacts.Raised { Notice: var notice } || notice.ExceptNotifier == notifier ? null : new Notification
    {
        Key = KeyOf(notifier, fact),
        Priority = notice.Priority,
        Title = Printable.Line(notice.Title),
        Body = Printable.Clean(notice.Body),
        At = fact.At,
        Project = notice.Project,
        Session = notice.Session,
    };

    private Notification? ForSession(string notifier, Fact fact) =>
        fact.Stream.StartsWith(SessionFactKinds.StreamPrefix, StringComparison.Ordinal)
            && SessionId.TryParse(fact.Stream[SessionFactKinds.StreamPrefix.Length..], null, out var id)
            && sessions.Find(id) is { } session
            && Read(fact) is { } body
            && !ReactionTelling.IsToldOf(body, key => reactions.Find(session.Request.Project, key))
            ? NotificationDecision.Decide(fact, body, session, KeyOf(notifier, fact))
            : null;

    private object? Read(Fact fact)
    {
        try
        {
            return catalog.Decode(fact);
        }
        catch (UnreadableFactException)
        {
            // The journal has reported it, and nobody can be told what it says.
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The notifier '{Notifier}' could not be asked whether it shows questions: {Problem}")]
    private partial void LogNotAsked(string notifier, string problem);
}
