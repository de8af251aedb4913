using System.Collections.Concurrent;

namespace Ao.Core.Tests.Effects;

/// <summary>The world that effects change. It outlives every host, and counts. Calls can land in it late.</summary>
internal sealed class OutsideWorld(TimeProvider? time = null)
{
    private readonly ConcurrentDictionary<string, List<Thing>> _things = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(OperationKey Key, DateTimeOffset At, bool OncePerKey)> _late = new();
    private int _created;

    public int Created
    {
        get
        {
            Land();
            return Volatile.Read(ref _created);
        }
    }

    public int MostOfOneKey => _things.IsEmpty ? 0 : _things.Values.Max(static things => things.Count);

    public int CountOf(OperationKey key)
    {
        Land();
        return _things.TryGetValue(key.Value, out var things) ? things.Count : 0;
    }

    public Thing? Find(OperationKey key)
    {
        Land();
        return _things.TryGetValue(key.Value, out var things) ? things[0] : null;
    }

    public Thing Create(OperationKey key, bool oncePerKey = false)
    {
        lock (_things)
        {
            if (oncePerKey && _things.TryGetValue(key.Value, out var there))
            {
                return there[0];
            }

            var thing = new Thing(key.Value, Interlocked.Increment(ref _created));
            _things.AddOrUpdate(key.Value, _ => [thing], (_, things) => [.. things, thing]);
            return thing;
        }
    }

    /// <summary>Takes a call that its caller gives up, and that changes the world only when its time has come.</summary>
    public void CreateLater(OperationKey key, TimeSpan delay, bool oncePerKey) => _late.Enqueue((key, time!.GetUtcNow() + delay, oncePerKey));

    private void Land()
    {
        for (var waiting = _late.Count; waiting > 0 && _late.TryDequeue(out var call); waiting--)
        {
            if (call.At <= time!.GetUtcNow())
            {
                Create(call.Key, call.OncePerKey);
            }
            else
            {
                _late.Enqueue(call);
            }
        }
    }
}
