using System.Collections.Concurrent;

namespace Ao.Effects;

/// <summary>Calls back when the time of a subject has come.</summary>
internal sealed class DueTimes(TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _woken = new(0, 1);
    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MaxValue;

    /// <summary>Sets when a subject's time comes, or that it has none.</summary>
    public void Set(string subject, DateTimeOffset? due)
    {
        if (due is not { } at)
        {
            _due.TryRemove(subject, out _);
            return;
        }

        _due[subject] = at;
        lock (_lock)
        {
            if (at < _next && _woken.CurrentCount == 0)
            {
                _woken.Release();
            }
        }
    }

    public async Task RunAsync(Action<string> come, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            var next = DateTimeOffset.MaxValue;
            foreach (var (subject, due) in _due)
            {
                if (due > now)
                {
                    next = due < next ? due : next;
                }
                else if (_due.TryRemove(KeyValuePair.Create(subject, due)))
                {
                    come(subject);
                }
            }

            lock (_lock)
            {
                _next = next;
            }

            await WaitAsync(next - now, stopping).ConfigureAwait(false);
        }
    }

    public void Dispose() => _woken.Dispose();

    private async Task WaitAsync(TimeSpan pause, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var woken = _woken.WaitAsync(ending.Token);
        var over = Task.Delay(pause < TimeSpan.FromDays(1) ? pause : TimeSpan.FromDays(1), time, ending.Token);
        await Task.WhenAny(woken, over).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(woken, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
