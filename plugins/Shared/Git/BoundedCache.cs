using System.Collections.Concurrent;

namespace Ao.Git;

/// <summary>Remembers what can be computed again. When it is full it forgets everything, which costs time and nothing else.</summary>
/// <param name="limit">How many entries it holds.</param>
/// <param name="comparer">Tells which keys are the same; without one they themselves do.</param>
internal sealed class BoundedCache<TKey, TValue>(int limit, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _entries = new(comparer);

    public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value) => _entries.TryGetValue(key, out value);

    public void Set(TKey key, TValue value)
    {
        if (_entries.Count >= limit)
        {
            _entries.Clear();
        }

        _entries[key] = value;
    }
}
