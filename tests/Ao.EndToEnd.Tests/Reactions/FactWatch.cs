using Ao.Journal;

namespace Ao.EndToEnd.Tests.Reactions;

/// <summary>Looks again at each fact, until something is so.</summary>
internal sealed class FactWatch : IJournalObserver
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private readonly SemaphoreSlim _happened = new(1);

    public void OnCommitted(Fact fact) => _happened.Release();

    /// <returns>Whether it was so before patience ended.</returns>
    public async Task<bool> UntilAsync(Func<bool> isSo, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            while (!isSo())
            {
                await _happened.WaitAsync(patience.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
