using System.Collections.Concurrent;
using ModelContextProtocol.Protocol;

namespace Ao.McpBridge;

/// <summary>Passes messages between the agent on stdio and the host.</summary>
internal sealed class Bridge(AgentChannel agent, ITransport host)
{
    private const int NotThrough = -32000;

    /// <summary>How long requests that are under way are waited for once the agent has closed its end.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Task, bool> _underWay = new();

    /// <summary>Passes messages until the agent closes its end.</summary>
    public static async Task RunAsync(HostConnection connection, CancellationToken cancellationToken)
    {
        var transport = connection.CreateTransport();
        await using (transport.ConfigureAwait(false))
        {
            using var agent = new AgentChannel(Console.OpenStandardInput(), Console.OpenStandardOutput());
            var host = await transport.ConnectAsync(cancellationToken).ConfigureAwait(false);
            var bridge = new Bridge(agent, host);
            var answers = bridge.PassAnswersAsync(cancellationToken);
            await using (host.ConfigureAwait(false))
            {
                await bridge.PassRequestsAsync(cancellationToken).ConfigureAwait(false);
            }

            // The transport is closed, so that what it still holds is the last there is.
            await answers.WaitAsync(s_grace, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PassRequestsAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in agent.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var passing = PassAsync(message, cancellationToken);

            // Requests go beside each other, so that a slow tool holds up none; the handshake and what is only told keep their place.
            if (message is JsonRpcRequest { Method: not "initialize" })
            {
                _underWay.TryAdd(passing, true);
                _ = passing.ContinueWith(done => _underWay.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
            else
            {
                await passing.ConfigureAwait(false);
            }
        }

        await Task.WhenAll(_underWay.Keys).WaitAsync(s_grace, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task PassAsync(JsonRpcMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await host.SendMessageAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The next message is a request of its own, and may well arrive.
            await Console.Error.WriteLineAsync($"ao-tools: a message did not get through to the host: {exception.Message}").ConfigureAwait(false);
            if (message is JsonRpcRequest request)
            {
                var answer = new JsonRpcError
                {
                    Id = request.Id,
                    Error = new JsonRpcErrorDetail { Code = NotThrough, Message = $"The call did not get through to the host: {exception.Message} Try it again in a moment." },
                };
                await agent.WriteAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task PassAnswersAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in host.MessageReader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await agent.WriteAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }
}
