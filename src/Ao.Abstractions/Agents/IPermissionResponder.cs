namespace Ao.Agents;

/// <summary>The optional capability of a connection to bring a person's answer to an agent that has asked for permission.</summary>
public interface IPermissionResponder
{
    /// <summary>Answers a question.</summary>
    /// <remarks>Answering a question that is open no more does nothing. The same answer may be given twice, by a host that died after the first time.</remarks>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation, completed when the agent was given the answer.</returns>
    /// <exception cref="AoException">The agent could not be given the answer.</exception>
    ValueTask AnswerAsync(PermissionAnswer answer, CancellationToken cancellationToken = default);
}
