using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions;

/// <summary>Folds what an agent asks of people, and what they say: a pure function.</summary>
internal static class RequestFold
{
    public static SessionState Apply(SessionState state, object body, DateTimeOffset at) => body switch
    {
        Facts.QuestionAsked asked => state with
        {
            Questions = state.Questions.Add(new SessionQuestion { Id = asked.QuestionId, Session = state.Id, Text = asked.Text, Choices = asked.Choices, AskedAt = at }),
        },
        Facts.QuestionAnswered answered => Answer(state, answered, at),
        Facts.ConsentRequested requested => state with
        {
            ConsentRequests = state.ConsentRequests.Add(new AgentConsent { Operation = requested.Operation, Title = requested.Title, Parameters = requested.Parameters }),
        },
        Facts.ConsentSettled settled => Settle(state, settled),
        _ => state,
    };

    /// <summary>Takes in an answer, unless there is one.</summary>
    private static SessionState Answer(SessionState state, Facts.QuestionAnswered answered, DateTimeOffset at)
    {
        var index = state.Questions.FindIndex(question => question.Id == answered.QuestionId && question.Answer is null);
        return index < 0 ? state : state with
        {
            Questions = state.Questions.SetItem(index, state.Questions[index] with { Answer = answered.Answer, AnsweredBy = answered.By, AnsweredAt = at }),
        };
    }

    private static SessionState Settle(SessionState state, Facts.ConsentSettled settled)
    {
        var index = state.ConsentRequests.FindIndex(request => request.Operation == settled.Operation);
        return index < 0 ? state : state with { ConsentRequests = state.ConsentRequests.SetItem(index, state.ConsentRequests[index] with { Granted = settled.Granted }) };
    }
}
