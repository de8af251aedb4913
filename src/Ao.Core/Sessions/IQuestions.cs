using Ao.Consents;

namespace Ao.Sessions;

/// <summary>The questions that agents ask. Only a host that has authenticated an operator answers them; agents and plugins never do.</summary>
public interface IQuestions
{
    /// <summary>Lists questions, oldest first.</summary>
    /// <param name="openOnly">Whether only those that can be answered: not the answered ones, and none of a session that was stopped, failed or lost.</param>
    /// <returns>The questions.</returns>
    IReadOnlyList<SessionQuestion> List(bool openOnly = true);

    /// <summary>Answers a question, once. The answer goes to the session as a message.</summary>
    /// <param name="questionId">The question.</param>
    /// <param name="answer">The answer, <see cref="SpawnRequest.MaxTextLength"/> characters at most.</param>
    /// <param name="by">The operator who answers.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The question as it is then.</returns>
    /// <exception cref="AoException">There is no such question, it was answered, its session takes no messages, or the answer is empty or too long.</exception>
    Task<SessionQuestion> AnswerAsync(string questionId, string answer, Operator by, CancellationToken cancellationToken = default);
}
