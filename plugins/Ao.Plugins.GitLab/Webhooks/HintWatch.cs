namespace Ao.Plugins.GitLab.Webhooks;

/// <summary>One who watches a project. Hints that are not taken yet become one.</summary>
internal sealed class HintWatch(string path, HintBoard board) : IDisposable
{
    private const int MaxWaiting = 1000;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly HashSet<int> _waiting = [];
    private bool _isAny;

    /// <summary>Gets the project's path.</summary>
    public string Path { get; } = path;

    public void Add(int? number)
    {
        lock (_gate)
        {
            if (number is { } one && _waiting.Count < MaxWaiting)
            {
                _waiting.Add(one);
            }
            else
            {
                _isAny = true;
            }

            if (_signal.CurrentCount == 0)
            {
                _signal.Release();
            }
        }
    }

    /// <summary>Waits for a hint.</summary>
    /// <returns>What has changed: numbers, or <see langword="null"/> for anything.</returns>
    public async ValueTask<IReadOnlyList<int?>> NextAsync(CancellationToken cancellationToken)
    {
        await _signal.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Take();
    }

    /// <summary>Waits for a hint, or for a time.</summary>
    public async ValueTask WaitAsync(TimeSpan time, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(time, timeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await _signal.WaitAsync(ending.Token).ConfigureAwait(false);
            Take();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    public void Dispose()
    {
        board.Remove(this);
        _signal.Dispose();
    }

    private IReadOnlyList<int?> Take()
    {
        lock (_gate)
        {
            IReadOnlyList<int?> taken = _isAny ? [null] : [.. _waiting.Order().Select(static number => (int?)number)];
            _waiting.Clear();
            _isAny = false;
            return taken;
        }
    }
}
