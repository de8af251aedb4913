namespace Ao.Consents;

/// <summary>Waits for a time, or for a newer question that may need something sooner.</summary>
internal static class QuestionTimer
{
    public static async Task WaitAsync(TimeProvider time, TimeSpan left, Task requested, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(left, time, waiting.Token), requested).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
