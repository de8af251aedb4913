using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Webhooks;

/// <summary>Tells those who listen which issues have changed.</summary>
internal sealed class IssueChanges
{
    private const int MaxWaiting = 1000;
    private readonly ConcurrentDictionary<Channel<int>, RepositoryName> _listeners = new();

    public void Tell(RepositoryName repository, int issue)
    {
        foreach (var listener in _listeners.Where(listener => listener.Value == repository))
        {
            listener.Key.Writer.TryWrite(issue);
        }
    }

    /// <summary>Gives the numbers of the issues that change from now on. Where nobody takes them, the oldest are dropped.</summary>
    public async IAsyncEnumerable<int> ListenAsync(RepositoryName repository, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<int>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        _listeners[channel] = repository;
        try
        {
            await foreach (var issue in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return issue;
            }
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }
}
