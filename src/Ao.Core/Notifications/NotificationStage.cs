using Ao.Hosting;
using Ao.Journal;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Projects;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Notifications;

/// <summary>Tells people what happens, over each notifier in its own time: a slow one delays neither the engine nor another.</summary>
/// <remarks>A notifier's place in the journal is kept, so that after a crash it goes on behind what it has sent; what was sent at the moment of the crash is sent again under the same key.</remarks>
internal sealed partial class NotificationStage(
    IJournal journal,
    FactCatalog catalog,
    SessionProjection sessions,
    ProjectCatalog projects,
    IPluginCatalog plugins,
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

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var names = projects.All.SelectMany(static project => project.Options.Notifiers).Distinct(StringComparer.Ordinal);
        _channels = Task.WhenAll(names.Select(name => Task.Run(() => TellAsync(name, _stopping.Token), CancellationToken.None)));
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _channels.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task TellAsync(string name, CancellationToken stopping)
    {
        var place = $"notifier/{name}";
        try
        {
            // A notifier that is new is not told what happened before it was there.
            var after = (await journal.LoadSnapshotAsync(place, stopping).ConfigureAwait(false))?.Position ?? journal.Head;
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
                    await journal.SaveSnapshotAsync(place, new JournalSnapshot(fact.Position, Schema: 1, ReadOnlyMemory<byte>.Empty), stopping).ConfigureAwait(false);
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

    private Notification? NotificationFor(string name, Fact fact)
    {
        if (!fact.Stream.StartsWith(SessionFactKinds.StreamPrefix, StringComparison.Ordinal)
            || !SessionId.TryParse(fact.Stream[SessionFactKinds.StreamPrefix.Length..], null, out var id)
            || sessions.Find(id) is not { } session
            || projects.Find(session.Request.Project)?.Options.Notifiers.Contains(name, StringComparer.Ordinal) != true
            || Read(fact) is not { } body)
        {
            return null;
        }

        return NotificationDecision.Decide(fact, body, session);
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
        for (var wait = s_firstBackOff; ; wait = wait * 2 < s_longestBackOff ? wait * 2 : s_longestBackOff)
        {
            try
            {
                await plugins.Get<INotifier>(name).NotifyAsync(notification, stopping).ConfigureAwait(false);
                return;
            }
            catch (TransientException exception)
            {
                LogTryingAgain(name, exception.Message);
                await Task.Delay(exception.RetryAfter ?? wait, time, stopping).ConfigureAwait(false);
            }
            catch (AoException exception)
            {
                LogUndeliverable(name, notification.Title, exception.Message);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The notifier '{Notifier}' cannot be reached and is tried again: {Problem}")]
    private partial void LogTryingAgain(string notifier, string problem);

    [LoggerMessage(LogLevel.Error, "The notifier '{Notifier}' refused '{Title}': {Problem}")]
    private partial void LogUndeliverable(string notifier, string title, string problem);

    [LoggerMessage(LogLevel.Critical, "The notifier '{Notifier}' is not served any more until the host starts again.")]
    private partial void LogGaveUp(Exception exception, string notifier);
}
