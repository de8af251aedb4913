using System.Collections.Concurrent;

namespace Ao.Git;

/// <summary>Opens each thing once, one at a time, and keeps it until the end.</summary>
internal sealed class OpenedOnce<TKey, T> : IDisposable
    where TKey : notnull
    where T : class, IDisposable
{
    private readonly ConcurrentDictionary<TKey, T> _open = new();
    private readonly SemaphoreSlim _opening = new(1, 1);

    public async ValueTask<T> OfAsync(TKey key, Func<ValueTask<T>> open, CancellationToken cancellationToken)
    {
        if (_open.TryGetValue(key, out var opened))
        {
            return opened;
        }

        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _open.TryGetValue(key, out opened) ? opened : _open[key] = await open().ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    public void Dispose()
    {
        foreach (var opened in _open.Values)
        {
            opened.Dispose();
        }

        _opening.Dispose();
    }
}
