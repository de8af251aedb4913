namespace Ao.Reports;

/// <summary>A step of a report that is being carried out. It can be given up while it waits.</summary>
internal sealed class StepUnderWay(CancellationToken stopping) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private bool _isOver;

    public FollowUpStep Step { get; set; }

    public CancellationToken Token => _waiting.Token;

    public void GiveUp()
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _waiting.CancelAfter(TimeSpan.Zero);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _waiting.Dispose();
        }
    }
}
