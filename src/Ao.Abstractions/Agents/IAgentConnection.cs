namespace Ao.Agents;

/// <summary>The conversation with one run of an agent. Disposing it lets go of the process without ending it.</summary>
/// <remarks>Optional: <see cref="IPermissionResponder"/>.</remarks>
public interface IAgentConnection : IAsyncDisposable
{
    /// <summary>Reads what the agent signals, in order, until its process has ended; the last signal is then a <see cref="RunEnded"/>.</summary>
    /// <param name="cancellationToken">The token that ends reading, not the process.</param>
    /// <returns>The signals behind the cursor that the connection was made with. Each has a cursor to resume from; a repeated read of the same output gives the same signals with the same cursors.</returns>
    IAsyncEnumerable<AgentSignal> ReadSignalsAsync(CancellationToken cancellationToken = default);

    /// <summary>Submits a message to the running agent.</summary>
    /// <remarks>
    /// The host submits one message at a time, and reads the signals on while a submission is under way, so an answer may be waited for that
    /// comes as output. A message whose submission fails stays with the host and is offered again later, at the latest to the next run.
    /// </remarks>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>How far the message got: <see cref="MessageStage.Submitted"/> or further, or <see cref="MessageStage.Failed"/> with the reason. Nothing is called delivered that is not.</returns>
    ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default);

    /// <summary>Asks the agent, by its own means, to stop what it is doing. An agent that takes turns ends its turn and stays. The host ends the process afterwards where that is wanted, and does not wait long before it does.</summary>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation.</returns>
    ValueTask InterruptAsync(CancellationToken cancellationToken = default);
}
