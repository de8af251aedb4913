using Ao.Sessions;

namespace Ao.AgentTools;

/// <summary>What a caller sees of sessions: those of its own project, as if there were no others.</summary>
internal sealed class ProjectView(SessionProjection sessions)
{
    /// <summary>Lists the project's sessions, oldest first.</summary>
    public IReadOnlyList<Session> List(AgentToolCaller caller) =>
        [.. sessions.All.Where(state => state.Request.Project == caller.Project).OrderBy(static state => state.RequestedAt).Select(static state => state.View)];

    /// <summary>Gives a session of the project.</summary>
    /// <exception cref="AoException">There is no such session in the project.</exception>
    public Session Get(AgentToolCaller caller, string id) => Find(caller, id)?.View
        ?? throw new AoException($"There is no session '{Printable.Quote(id)}' in your project. Use an id that list_sessions gives.");

    /// <summary>Gives a session of the project that is not the caller's own.</summary>
    /// <exception cref="AoException">There is no such session in the project, or it is the caller's own.</exception>
    public Session GetOther(AgentToolCaller caller, string id, string verb)
    {
        var session = Get(caller, id);
        return session.Id != caller.Session ? session : throw new AoException($"'{session.Id}' is your own session, which you cannot {verb}. Name another session of your project.");
    }

    private SessionState? Find(AgentToolCaller caller, string id) =>
        SessionId.TryParse(id, null, out var session) && sessions.Find(session) is { } state && state.Request.Project == caller.Project ? state : null;
}
