using System.Runtime.CompilerServices;
using Ao.Sessions;
using Ao.Sessions.Output;

namespace Ao.Reports;

/// <summary>Reads what a session's newest run has written so far, also while it goes on writing: up to where its signals were taken in, or until nothing comes for a while.</summary>
internal sealed class WrittenOutput(OutputArchive archive, TimeProvider time)
{
    /// <summary>How long nothing has to come until what was written so far counts as read.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(1);

    /// <summary>How long is read at most: a run that writes without end has no end.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Gives the output of a session's newest run.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(SessionState state, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var started = time.GetTimestamp();
        var reached = state.Run is { Ended: false, Cursor: > 0 and var cursor } ? cursor : long.MaxValue;
        var position = 0L;
        var source = archive.ReadAsync(state, state.Run!.Id.Number, 0, reading.Token).GetAsyncEnumerator(reading.Token);
        await using (source.ConfigureAwait(false))
        {
            while (position < reached && time.GetElapsedTime(started) < s_patience)
            {
                var next = source.MoveNextAsync().AsTask();
                if (await IsSilentAsync(next, cancellationToken).ConfigureAwait(false))
                {
                    await reading.CancelAsync().ConfigureAwait(false);
                    await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    yield break;
                }

                if (!await next.ConfigureAwait(false))
                {
                    yield break;
                }

                position = source.Current.NextCursor;
                yield return source.Current.Data;
            }
        }
    }

    private async Task<bool> IsSilentAsync(Task<bool> next, CancellationToken cancellationToken)
    {
        try
        {
            await ((Task)next).WaitAsync(s_silence, time, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (TimeoutException) when (!next.IsCompleted)
        {
            return true;
        }
    }
}
