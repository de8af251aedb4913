namespace Ao.Effects;

/// <summary>Follows a feed of hints that a plugin gives, for as long as the host runs: a feed that breaks off is opened again after a while, and looked at once then, because hints may have been missed.</summary>
internal static class HintFeed
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(5);

    /// <summary>Follows a feed.</summary>
    /// <typeparam name="T">The hints.</typeparam>
    /// <param name="open">Opens the feed; <see langword="null"/> where there is none to follow.</param>
    /// <param name="wake">Has the host look.</param>
    /// <param name="tell">Is told what went wrong.</param>
    /// <param name="time">The time.</param>
    /// <param name="stopping">The token that ends it.</param>
    /// <returns>The operation, which ends when the feed is none, or has ended by itself, or the host stops.</returns>
    public static async Task FollowAsync<T>(Func<IAsyncEnumerable<T>?> open, Action wake, Action<Exception> tell, TimeProvider time, CancellationToken stopping)
    {
        for (var pause = s_firstPause; ; pause = EffectBackoff.Next(pause, s_longestPause))
        {
            try
            {
                if (open() is not { } feed)
                {
                    return;
                }

                await foreach (var _ in feed.WithCancellation(stopping).ConfigureAwait(false))
                {
                    pause = s_firstPause;
                    wake();
                }

                return;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                tell(exception);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(false);
            wake();
        }
    }
}
