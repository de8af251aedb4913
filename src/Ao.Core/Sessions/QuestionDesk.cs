using Ao.Consents;
using Ao.Journal;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions;

/// <summary>Shows people what agents ask, and takes the answers to the sessions.</summary>
internal sealed class QuestionDesk(SessionContext context) : IQuestions
{
    public IReadOnlyList<SessionQuestion> List(bool openOnly = true) =>
        [.. context.Sessions.All
            .Where(state => !openOnly || CanBeTold(state))
            .SelectMany(static state => state.Questions)
            .Where(question => !openOnly || question.Answer is null)
            .OrderBy(static question => question.AskedAt)];

    public async Task<SessionQuestion> AnswerAsync(string questionId, string answer, Operator by, CancellationToken cancellationToken = default)
    {
        var person = OperatorName.Check(by);
        SpawnValidation.Text(answer, "answer");
        while (true)
        {
            var state = StateOf(questionId);
            var question = state.Questions.Find(question => question.Id == questionId)!;
            if (question.Answer is not null)
            {
                throw new AoException($"Question '{questionId}' was answered by '{question.AnsweredBy?.Id}'. Send the session a message to say more.");
            }

            if (!CanBeTold(state))
            {
                throw new AoException($"Session '{state.Id}' was {state.Status.ToString().ToLowerInvariant()} and takes no answers. Restore it first.");
            }

            try
            {
                await context.AppendAsync(
                    state,
                    cancellationToken,
                    new Facts.QuestionAnswered(questionId, answer, person),
                    SessionMessages.Accept(state, MessageOf(question, answer))).ConfigureAwait(false);
                return context.Sessions.Get(state.Id).Questions.Find(answered => answered.Id == questionId)!;
            }
            catch (StreamVersionException)
            {
                // The session has moved on, or somebody else has answered: look again.
            }
        }
    }

    private static bool CanBeTold(SessionState state) => !state.IsEnded(SessionStatus.Stopped, SessionStatus.Failed, SessionStatus.Lost);

    private static string MessageOf(SessionQuestion question, string answer) =>
        $"The operator answers your question {question.Id} (\"{Printable.Quote(question.Text)}\"):\n\n{answer}";

    private SessionState StateOf(string questionId)
    {
        // The id names its session, so that no index is needed.
        var dot = questionId?.LastIndexOf('.') ?? -1;
        return dot > 0
            && SessionId.TryParse(questionId![..dot], null, out var session)
            && context.Sessions.Find(session) is { } state
            && state.Questions.Exists(question => question.Id == questionId)
            ? state
            : throw new AoException($"There is no question '{Printable.Quote(questionId)}'. List the open ones and use an id from there.");
    }
}
