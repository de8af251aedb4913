namespace Ao.Journal;

/// <summary>Something for the writer to do that has a result.</summary>
internal abstract class JournalWork<T> : JournalWork
{
    private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalException? _refusal;
    private T _result = default!;

    /// <summary>Gets the task that whoever asked for it waits for.</summary>
    public Task<T> Task => _source.Task;

    public sealed override void Write(JournalGroup group)
    {
        try
        {
            _result = Perform(group);
        }
        catch (Exception exception) when (exception is StreamVersionException or StaleWriterException or JournalRefusedException)
        {
            // It is reported after the commit: what it was refused for may be in the same group, and not durable yet.
            _refusal = (JournalException)exception;
        }
    }

    public sealed override void Complete()
    {
        if (_refusal is not null)
        {
            _source.TrySetException(_refusal);
        }
        else
        {
            _source.TrySetResult(_result);
        }
    }

    public sealed override void Fail(Exception exception) => _source.TrySetException(exception);

    /// <summary>Does it. A refusal is thrown before anything is written.</summary>
    protected abstract T Perform(JournalGroup group);

    protected sealed override void OnCancelled(CancellationToken cancellationToken) => _source.TrySetCanceled(cancellationToken);
}
