namespace Ao.Channels;

/// <summary>Knows what was seen lately, so that what is sent again is not taken again.</summary>
/// <param name="period">How long something is remembered: at least as long as its proof is good for.</param>
/// <param name="most">How many are remembered; while so many are fresh, nothing new is taken.</param>
/// <param name="time">What the time is told by.</param>
internal sealed class SeenOnce(TimeSpan period, int most, TimeProvider time)
{
    private readonly Lock _sync = new();
    private readonly Queue<(DateTimeOffset At, string Id)> _order = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Notes something.</summary>
    /// <returns>Whether it is new.</returns>
    public bool TryAdd(string id)
    {
        lock (_sync)
        {
            var now = time.GetUtcNow();
            while (_order.TryPeek(out var oldest) && now - oldest.At > period)
            {
                _seen.Remove(_order.Dequeue().Id);
            }

            if (_seen.Count >= most || !_seen.Add(id))
            {
                return false;
            }

            _order.Enqueue((now, id));
            return true;
        }
    }
}
