namespace Ao.Effects;

/// <summary>A loop that belongs to a part of the engine: it is started once, cancelled at the stop and waited for.</summary>
internal sealed class BackgroundLoop
{
    private Func<Task> _cancel = static () => Task.CompletedTask;
    private Task _running = Task.CompletedTask;

    public void Start(Func<CancellationToken, Task> run)
    {
        // Without a timer a source holds nothing that would have to be released.
        var stopping = new CancellationTokenSource();
        _cancel = stopping.CancelAsync;
        _running = Task.Run(() => run(stopping.Token), CancellationToken.None);
    }

    /// <summary>Cancels the loop and waits for its end. What it failed with before, if it did, is thrown here.</summary>
    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        var hasFailed = _running.IsFaulted;
        await _cancel().ConfigureAwait(false);
        try
        {
            await _running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_running.IsCanceled)
        {
            // The loop has ended as it was told to.
        }
        catch (AoException) when (!hasFailed && _running.IsFaulted)
        {
            // What is cut off says so in words of its own; the next start takes it up again.
        }
    }
}
