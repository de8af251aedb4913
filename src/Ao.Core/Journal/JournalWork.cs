namespace Ao.Journal;

/// <summary>Something for the writer to do, that somebody waits for.</summary>
internal abstract class JournalWork
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private int _state;

    /// <summary>Takes the work to do it, unless it was cancelled before.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>Cancels the work, unless it was taken before.</summary>
    public void Cancel(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
        {
            OnCancelled(cancellationToken);
        }
    }

    /// <summary>Writes into the open transaction.</summary>
    public abstract void Write(JournalGroup group);

    /// <summary>Tells who waits that it is durable, or that this work alone was refused.</summary>
    public abstract void Complete();

    /// <summary>Tells who waits that it failed.</summary>
    public abstract void Fail(Exception exception);

    protected abstract void OnCancelled(CancellationToken cancellationToken);
}
