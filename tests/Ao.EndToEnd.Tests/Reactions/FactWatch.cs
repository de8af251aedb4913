using Ao.Journal;

namespace Ao.EndToEnd.Tests.Reactions;

/// <summary>Looks again at each fact, until something is so.</summary>
internal sealed class FactWatch : IJournalObserver
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private volatile TaskCompletionSource _happened = New();

    public void OnCommitted(Fact fact)
    {
        var happened = _happened;
        _happened = New();
        happened.TrySetResult();
    }

    /// <returns>Whether it was so before patience ended.</returns>
    public async Task<bool> UntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            while (true)
            {
                // Taken before the look, so that what happens meanwhile is not missed.
                var happened = _happened.Task;
                if (isSo())
                {
                    return true;
                }

                await happened.WaitAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
