namespace Ao.Plugins.GitHub.Quota;

/// <summary>What a call holds of the quota while it is under way.</summary>
internal sealed class QuotaLease(QuotaGovernor governor, QuotaNeed need, SemaphoreSlim held) : IAsyncDisposable
{
    private int _ended;

    /// <summary>Ends it with what the call told.</summary>
    public ValueTask EndAsync(QuotaOutcome outcome) => Interlocked.Exchange(ref _ended, 1) == 0 ? governor.LeaveAsync(need, outcome, held) : ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => EndAsync(QuotaOutcome.Unknown);
}
