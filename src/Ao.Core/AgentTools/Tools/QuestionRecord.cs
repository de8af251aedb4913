using System.Globalization;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.AgentTools.Tools;

/// <summary>Decides on questions to the operator.</summary>
internal static class QuestionRecord
{
    private const int MaxOpen = 10;
    private const int MaxQuestions = 200;

    public static (IReadOnlyList<object>, string) Decide(SessionState state, AgentToolCaller caller, string text, IReadOnlyList<string> choices)
    {
        if (state.Questions.Find(question => question.Answer is null && question.Text == text) is { } open)
        {
            return ([], $"You have asked this before, as {open.Id}, and it is not answered yet. {Ending}");
        }

        var count = state.Questions.Count;
        if (count >= MaxQuestions || state.Questions.Count(static question => question.Answer is null) >= MaxOpen)
        {
            throw new AoException($"Your session has asked too much: at most {MaxOpen} questions may be open, and {MaxQuestions} asked in all. Decide yourself where you can, or end your turn and wait for the answers.");
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{state.Id}.q{count + 1}");
        return ([new Facts.QuestionAsked(caller.Run.Number, id, text, choices)], $"The operator is asked, as {id}. {Ending}");
    }

    private const string Ending = "The answer comes to you as a message. If you can go on without it, do; otherwise end your turn now.";
}
