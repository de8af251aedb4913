using System.Globalization;
using Ao.Consents;
using Ao.Effects;
using Ao.Hosting;
using Ao.Journal;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Projects;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;

namespace Ao.Notifications;

/// <summary>Tells people what happens, over each notifier in its own time: a slow one delays neither the engine nor another.</summary>
/// <remarks>A notifier's place in the journal is kept, from before the first fact on, so that after a crash it goes on with what it has not told. What was being sent at the moment
/// of the crash is an effect whose outcome is not known, and is not sent again, unless the notifier promises that this cannot double it.</remarks>
internal sealed partial class NotificationStage(
    IJournal journal,
    FactCatalog catalog,
    SessionProjection sessions,
    ConsentProjection consents,
    ConsentAudience audience,
    ProjectCatalog projects,
    ISlotCatalog plugins,
    IEffectGate gate,
    OperationKeys keys,
    TimeProvider time,
    ILogger<NotificationStage> logger) : IEngineStage, IDisposable
{
    /// <summary>How many facts may pass, none of them worth telling, before a notifier's place is kept again.</summary>
    private const int PlaceInterval = 200;

    private static readonly TimeSpan s_firstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestBackOff = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _stopping = new();
    private Task _channels = Task.CompletedTask;

    public int Order => 500;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var channels = new List<Task>();
        foreach (var name in projects.All.SelectMany(static project => project.Options.Notifiers).Distinct(StringComparer.Ordinal))
        {
            var after = await BeginAsync(PlaceOf(name), cancellationToken).ConfigureAwait(false);
            channels.Add(Task.Run(() => TellAsync(name, after, _stopping.Token), CancellationToken.None));
        }

        _channels = Task.WhenAll(channels);
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _channels.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task TellAsync(string name, long after, CancellationToken stopping)
    {
        try
        {
            var passed = 0;
            await foreach (var fact in journal.SubscribeAsync(after, stopping).ConfigureAwait(false))
            {
                passed++;
                var notification = NotificationFor(name, fact);
                if (notification is not null)
                {
                    await SendAsync(name, notification, stopping).ConfigureAwait(false);
                }

                if (notification is not null || passed >= PlaceInterval)
                {
                    passed = 0;
                    await KeepAsync(PlaceOf(name), fact.Position, stopping).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops; the place is kept.
        }
        catch (Exception exception)
        {
            LogGaveUp(exception, name);
        }
    }

    private static string PlaceOf(string name) => $"notifier/{name}";

    private async Task<long> BeginAsync(string place, CancellationToken stopping)
    {
        if (await journal.LoadSnapshotAsync(place, stopping).ConfigureAwait(false) is { } kept)
        {
            return kept.Position;
        }

        // A notifier that is new is not told what happened before it was there; what happens from here on it is told, also by the next host.
        var head = journal.Head;
        await KeepAsync(place, head, stopping).ConfigureAwait(false);
        return head;
    }

    private ValueTask KeepAsync(string place, long position, CancellationToken stopping) =>
        journal.SaveSnapshotAsync(place, new JournalSnapshot(position, Schema: 1, ReadOnlyMemory<byte>.Empty), stopping);

    private Notification? NotificationFor(string name, Fact fact) => fact.Type.StartsWith(EffectFactKinds.ConsentPrefix, StringComparison.Ordinal) ? ForConsent(name, fact) : ForSession(name, fact);

    private Notification? ForConsent(string name, Fact fact)
    {
        var id = Read(fact) switch
        {
            ConsentFacts.Reminded reminded => reminded.Id,
            ConsentFacts.Escalated escalated => escalated.Id,
            ConsentFacts.Expired expired => expired.Id,
            _ => null,
        };
        return id is not null && consents.Find(id) is { Consent: var consent } && audience.IsAudience(consent, name)
            ? ConsentNotificationDecision.Decide(fact, Read(fact)!, consent, name, audience.IsAsked(consent, name), IsChannel(name), KeyOf(name, fact))
            : null;
    }

    private bool IsChannel(string name)
    {
        try
        {
            return plugins.Find<IConsentChannel>(Slot.Notifier, name) is not null;
        }
        catch (PluginException exception)
        {
            LogTryingAgain(name, exception.Message);
            return false;
        }
    }

    private OperationKey KeyOf(string name, Fact fact) => keys.Of(string.Create(CultureInfo.InvariantCulture, $"notify/{fact.Position}/{OperationKeys.Part(name)}"));

    private Notification? ForSession(string name, Fact fact)
    {
        if (!fact.Stream.StartsWith(SessionFactKinds.StreamPrefix, StringComparison.Ordinal)
            || !SessionId.TryParse(fact.Stream[SessionFactKinds.StreamPrefix.Length..], null, out var id)
            || sessions.Find(id) is not { } session
            || projects.Find(session.Request.Project)?.Options.Notifiers.Contains(name, StringComparer.Ordinal) != true
            || Read(fact) is not { } body)
        {
            return null;
        }

        return NotificationDecision.Decide(fact, body, session, KeyOf(name, fact));
    }

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

    private async Task SendAsync(string name, Notification notification, CancellationToken stopping)
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

    [LoggerMessage(LogLevel.Critical, "The notifier '{Notifier}' is not served any more until the host starts again.")]
    private partial void LogGaveUp(Exception exception, string notifier);
}
