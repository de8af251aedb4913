using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Ao.Plugins.Linear;

/// <summary>Tells the watches which issues changed, as the webhook says.</summary>
internal sealed class Wakes(TimeProvider timeProvider)
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<Channel<string>, bool> _watches = new();
    private long _last;

    /// <summary>Gets whether a webhook has arrived lately, so that polling is only the safety net.</summary>
    public bool IsTold => Volatile.Read(ref _last) is var last and > 0 && timeProvider.GetElapsedTime(last) < s_quiet;

    /// <summary>Adds a watch. Where more waits for it than it takes in, the oldest goes: the next poll finds that issue.</summary>
    public Channel<string> Add()
    {
        var watch = Channel.CreateBounded<string>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });
        _watches[watch] = true;
        return watch;
    }

    public void Remove(Channel<string> watch) => _watches.TryRemove(watch, out _);

    /// <summary>Says that an issue changed.</summary>
    /// <param name="issue">Its id in Linear.</param>
    public void Wake(string issue)
    {
        Volatile.Write(ref _last, timeProvider.GetTimestamp());
        foreach (var watch in _watches.Keys)
        {
            watch.Writer.TryWrite(issue);
        }
    }
}
