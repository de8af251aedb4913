using System.Runtime.CompilerServices;
using Ao.Plugins.GitHub.Api;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>Tells a host to look when a webhook has told of changes, and when GitHub should have computed what it was asked.</summary>
internal sealed class PullRequestFeed(GitHubPlaces places, PullRequestLooks looks, TimeProvider timeProvider) : IPullRequestFeed
{
    // A timer takes no longer time; nothing is due then anyway.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    public async IAsyncEnumerable<PullRequestHint> WatchPullRequestsAsync(ProjectSource source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var waking = looks.Of(await places.OfAsync(source, cancellationToken).ConfigureAwait(false)).Waking;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (waking.Take())
            {
                yield return new PullRequestHint(null);
            }

            await WaitAsync(waking, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(LookWaking waking, CancellationToken cancellationToken)
    {
        var (due, changed) = waking.Next();
        var now = timeProvider.GetUtcNow();
        if (due <= now)
        {
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(due - now < s_longest ? due - now : s_longest, timeProvider, ending.Token);
        await Task.WhenAny(changed, delay).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
