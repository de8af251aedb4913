using System.Collections.Concurrent;

namespace Ao.Core.Tests.Effects;

/// <summary>The world that effects change. It outlives every host, and counts.</summary>
internal sealed class OutsideWorld
{
    private readonly ConcurrentDictionary<string, List<Thing>> _things = new(StringComparer.Ordinal);
    private int _created;

    public int Created => Volatile.Read(ref _created);

    public int CountOf(OperationKey key) => _things.TryGetValue(key.Value, out var things) ? things.Count : 0;

    public int MostOfOneKey => _things.IsEmpty ? 0 : _things.Values.Max(static things => things.Count);

    public Thing? Find(OperationKey key) => _things.TryGetValue(key.Value, out var things) ? things[0] : null;

    public Thing Create(OperationKey key)
    {
        var thing = new Thing(key.Value, Interlocked.Increment(ref _created));
        _things.AddOrUpdate(key.Value, _ => [thing], (_, things) => [.. things, thing]);
        return thing;
    }
}
