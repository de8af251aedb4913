using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Pushes;

/// <summary>Folds what an agent pushes, and what becomes of it: a pure function.</summary>
internal static class PushFold
{
    public static SessionState Apply(SessionState state, object body, DateTimeOffset at) => body switch
    {
        Facts.PushSeen seen => state with
        {
            Pushes = state.Pushes.Add(new SessionPush { Number = seen.Number, Reference = seen.Reference, Revision = seen.Revision, State = seen.State, Reason = seen.Reason, ChangedPaths = seen.ChangedPaths ?? [], MoreChangedPaths = seen.MoreChangedPaths, At = at }),
        },
        Facts.PushSettled settled => Settle(state, settled),
        _ => state,
    };

    private static SessionState Settle(SessionState state, Facts.PushSettled settled)
    {
        var index = state.Pushes.FindIndex(push => push.Number == settled.Number);
        return index < 0 ? state : state with { Pushes = state.Pushes.SetItem(index, state.Pushes[index] with { State = settled.State, Reason = settled.Reason }) };
    }
}
