using Ao.Notifiers;

namespace Ao.TestSupport.Notifiers;

/// <summary>A notifier over a receiver that behaves as told.</summary>
public abstract class NotifierStand : IAsyncDisposable
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(10);

    /// <summary>Gets the notifier.</summary>
    public abstract INotifier Notifier { get; }

    /// <summary>Gets everything that the receiver has taken, in the order in which it came; what it was given in a bad mood is not among it.</summary>
    public abstract IReadOnlyList<ChannelArrival> Arrived { get; }

    /// <summary>Gets what nobody may read anywhere: tokens, secret parts of addresses.</summary>
    public abstract IReadOnlyList<string> Secrets { get; }

    /// <summary>Gets what was logged.</summary>
    public abstract IReadOnlyList<string> Log { get; }

    /// <summary>Sets how the receiver behaves from now on.</summary>
    public abstract void Behave(ChannelMood mood);

    /// <summary>Ends the plugin and starts it again over the same data and the same receiver.</summary>
    public abstract Task RestartAsync();

    /// <summary>Waits until the receiver has taken so many.</summary>
    public async Task<IReadOnlyList<ChannelArrival>> WaitForAsync(int count, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_longestWait);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        while (Arrived.Count < count)
        {
            await Task.Delay(s_look, TimeProvider.System, ending.Token);
        }

        return Arrived;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DisposeCoreAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the plugin and the receiver.</summary>
    protected abstract ValueTask DisposeCoreAsync();
}
