using System.Runtime.CompilerServices;
using Ao.Notifiers;

namespace Ao.Channels;

/// <summary>The answers of a channel that brings none back.</summary>
internal static class NoAnswers
{
    /// <summary>Waits until reading is cancelled, and gives none.</summary>
    public static async IAsyncEnumerable<ConsentAnswer> ReadAsync(TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
        yield break;
    }
}
