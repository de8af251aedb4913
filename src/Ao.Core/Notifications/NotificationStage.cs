using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.Logging;

namespace Ao.Notifications;

/// <summary>Tells people what happens, over each notifier in its own time: a slow one delays neither the engine nor another.</summary>
/// <remarks>A notifier's place in the journal is kept, from before the first fact on, together with what it holds back, so that after a crash it goes on with what it has not told. What was being sent at the moment
/// of the crash is an effect whose outcome is not known, and is not sent again, unless the notifier promises that this cannot double it.</remarks>
internal sealed partial class NotificationStage(IJournal journal, NotificationSource source, NotificationSender sender, NotifierPlaces places, NotifierBoard board, TimeProvider time, ILogger<NotificationStage> logger) : IEngineStage, IDisposable
{
    /// <summary>How many facts may pass, none of them worth telling, before a notifier's place is kept again.</summary>
    private const int PlaceInterval = 200;

    private static readonly TimeSpan s_longestSleep = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _channels = Task.CompletedTask;

    public int Order => 500;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var channels = new List<Task>();
        foreach (var name in source.Names)
        {
            var (after, state) = await places.BeginAsync(name, cancellationToken).ConfigureAwait(false);
            board.SetPlace(name, after, state.HeldBack);
            channels.Add(Task.Run(() => TellAsync(name, after, state, _stopping.Token), CancellationToken.None));
        }

        _channels = Task.WhenAll(channels);
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _channels.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task TellAsync(string name, long position, NotifierState state, CancellationToken stopping)
    {
        var facts = journal.SubscribeAsync(position, stopping).GetAsyncEnumerator(stopping);
        Task<bool>? next = null;
        try
        {
            for (var passed = 0; ;)
            {
                next = facts.MoveNextAsync().AsTask();
                state = await FlushAsync(name, position, state, next, stopping).ConfigureAwait(false);
                if (!await next.ConfigureAwait(false))
                {
                    return;
                }

                passed++;
                position = facts.Current.Position;
                board.SetPlace(name, position - 1, state.HeldBack);
                if (source.Of(name, facts.Current, time.GetUtcNow()) is { } told)
                {
                    passed = PlaceInterval;
                    if (told.Until is { } until)
                    {
                        state = state.Hold(position, told.Notification, until);
                    }
                    else
                    {
                        await sender.SendAsync(name, told.Notification, stopping).ConfigureAwait(false);
                    }
                }

                board.SetPlace(name, position, state.HeldBack);
                if (passed >= PlaceInterval)
                {
                    passed = 0;
                    await places.KeepAsync(name, position, state, stopping).ConfigureAwait(false);
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
            board.SetGivenUp(name, exception.Message);
        }
        finally
        {
            if (next is not null)
            {
                // An enumerator must not be disposed while it moves, and this one moves until there is a fact or the host stops.
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await facts.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Tells what was held back for long enough, until there is a new fact. What is told is closed first, durably: what comes behind it is told by another digest, and nothing by two.</summary>
    private async Task<NotifierState> FlushAsync(string name, long position, NotifierState state, Task next, CancellationToken stopping)
    {
        while (state.Due is { } due)
        {
            var left = due - time.GetUtcNow();
            if (left > TimeSpan.Zero)
            {
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                await Task.WhenAny(next, Task.Delay(left < s_longestSleep ? left : s_longestSleep, time, waiting.Token)).ConfigureAwait(false);
                await waiting.CancelAsync().ConfigureAwait(false);
                if (next.IsCompleted)
                {
                    return state;
                }

                continue;
            }

            state = state.Seal(time.GetUtcNow());
            await places.KeepAsync(name, position, state, stopping).ConfigureAwait(false);
            foreach (var held in state.Held.Where(static held => held.IsSealed))
            {
                await sender.SendAsync(name, held.Digest(source.KeyOf(name, held), held.Until), stopping).ConfigureAwait(false);
                state = state.Without(held);
                await places.KeepAsync(name, position, state, stopping).ConfigureAwait(false);
            }
        }

        return state;
    }

    [LoggerMessage(LogLevel.Critical, "The notifier '{Notifier}' is not served any more until the host starts again.")]
    private partial void LogGaveUp(Exception exception, string notifier);
}
