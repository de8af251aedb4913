using System.Threading.Channels;
using Ao.Agents;

namespace Ao.Plugins.Acp.Tests;

/// <summary>Reads a connection's signals all the time, as a host does, and ends as one that dies.</summary>
internal sealed class SignalPump : IAsyncDisposable
{
    private readonly CancellationTokenSource _dying = new();
    private readonly Channel<AgentSignal> _signals = Channel.CreateUnbounded<AgentSignal>();
    private readonly Task _reading;

    public SignalPump(IAgentConnection connection) => _reading = ReadAsync(connection);

    public async Task<T> NextAsync<T>()
        where T : AgentSignal
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        await foreach (var signal in _signals.Reader.ReadAllAsync(patience.Token))
        {
            if (signal is T found)
            {
                return found;
            }
        }

        throw new InvalidOperationException($"The signals have ended without a {typeof(T).Name}.");
    }

    public async ValueTask DisposeAsync()
    {
        await _dying.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _dying.Dispose();
    }

    private async Task ReadAsync(IAgentConnection connection)
    {
        try
        {
            await foreach (var signal in connection.ReadSignalsAsync(_dying.Token))
            {
                await _signals.Writer.WriteAsync(signal, CancellationToken.None);
            }

            _signals.Writer.Complete();
        }
        catch (Exception exception)
        {
            _signals.Writer.Complete(exception);
        }
    }
}
