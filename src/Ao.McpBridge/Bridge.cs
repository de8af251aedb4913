using System.Collections.Concurrent;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Ao.McpBridge;

/// <summary>Passes messages between the agent on stdio and the host.</summary>
internal sealed class Bridge(ITransport agent, ITransport host)
{
    private const int HostUnreachable = -32000;

    /// <summary>How long requests that are under way are waited for once the agent has closed its end.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Task, bool> _underWay = new();

    /// <summary>Passes messages until the agent closes its end.</summary>
    public static async Task RunAsync(HostConnection connection, CancellationToken cancellationToken)
    {
        var transport = connection.CreateTransport();
        await using (transport.ConfigureAwait(false))
        {
            var host = await transport.ConnectAsync(cancellationToken).ConfigureAwait(false);
            await using (host.ConfigureAwait(false))
            {
                var agent = new StdioServerTransport("ao");
                await using (agent.ConfigureAwait(false))
                {
                    await new Bridge(agent, host).PassAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task PassAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answers = PassAnswersAsync(ending.Token);
        await foreach (var message in agent.MessageReader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
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
        await ending.CancelAsync().ConfigureAwait(false);
        await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            await Console.Error.WriteLineAsync($"ao-tools: a message did not get through: {exception.Message}").ConfigureAwait(false);
            if (message is JsonRpcRequest request)
            {
                var answer = new JsonRpcError
                {
                    Id = request.Id,
                    Error = new JsonRpcErrorDetail { Code = HostUnreachable, Message = $"The call did not get through to the host: {exception.Message} Try it again in a moment." },
                };
                await agent.SendMessageAsync(answer, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task PassAnswersAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in host.MessageReader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await agent.SendMessageAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }
}
