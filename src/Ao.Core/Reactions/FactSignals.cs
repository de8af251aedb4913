using System.Globalization;
using Ao.Journal;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Reactions;

/// <summary>Turns facts that reactions of a host's own name into signals. Its place in the journal is kept, so that after a restart it goes on where it was; a fact that is met twice is one signal.</summary>
internal sealed partial class FactSignals(IJournal journal, SessionProjection sessions, ReactionCatalog catalog, ReactionDesk desk, TimeProvider time, ILogger<FactSignals> logger)
{
    private const string Place = "reactions/facts";
    private const int PlaceInterval = 200;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    /// <summary>Keeps the place from which facts count, where there is none yet.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (await journal.LoadSnapshotAsync(Place, cancellationToken).ConfigureAwait(false) is null)
        {
            await KeepAsync(journal.Head, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops; the place is kept.
            }
            catch (Exception exception)
            {
                LogFailed(exception);
                await Task.Delay(s_pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        var after = (await journal.LoadSnapshotAsync(Place, stopping).ConfigureAwait(false))?.Position ?? journal.Head;
        var passed = 0;
        await foreach (var fact in journal.SubscribeAsync(after, stopping).ConfigureAwait(false))
        {
            var taken = await TakeAsync(fact, stopping).ConfigureAwait(false);
            if (taken || ++passed >= PlaceInterval)
            {
                passed = 0;
                await KeepAsync(fact.Position, stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> TakeAsync(Fact fact, CancellationToken stopping)
    {
        if (!fact.Stream.StartsWith(SessionFactKinds.StreamPrefix, StringComparison.Ordinal)
            || !SessionId.TryParse(fact.Stream[SessionFactKinds.StreamPrefix.Length..], null, out var id)
            || sessions.Find(id) is not { } session)
        {
            return false;
        }

        var taken = false;
        foreach (var policy in catalog.Of(session.Request.Project))
        {
            if (policy.Enabled && policy.On == fact.Type)
            {
                var signal = new ReactionSignal { Key = policy.Key, Session = id, Fingerprint = string.Create(CultureInfo.InvariantCulture, $"fact-{fact.Position}"), Text = $"{fact.Type} at {fact.At:u}" };
                await desk.SignalAsync(signal, stopping).ConfigureAwait(false);
                taken = true;
            }
        }

        return taken;
    }

    private ValueTask KeepAsync(long position, CancellationToken stopping) =>
        journal.SaveSnapshotAsync(Place, new JournalSnapshot(position, Schema: 1, ReadOnlyMemory<byte>.Empty), stopping);

    [LoggerMessage(LogLevel.Warning, "Facts that reactions name could not be followed. It is tried again.")]
    private partial void LogFailed(Exception exception);
}
