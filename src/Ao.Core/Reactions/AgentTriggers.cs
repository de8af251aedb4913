using System.Globalization;
using Ao.Agents;
using Ao.Sessions;

namespace Ao.Reactions;

/// <summary>What an agent gives to react to.</summary>
internal static class AgentTriggers
{
    /// <summary>The agent is between two turns, has not claimed to be done and has nothing to do.</summary>
    public static ReactionSighting Idle(ReactionScene scene, TimeSpan threshold) =>
        scene.Session is { End: null, HasLiveRun: true, TurnIsOver: true, Claim: null, NextMessage: null, AwaitsPeople: false, Activity: AgentActivity.Ready or AgentActivity.Idle } session
            ? After(scene, threshold, "idle", $"The agent of {session.Id} has had nothing to do", "It has not claimed to be done. Say what is left to do, and claim when it is done")
            : ReactionSighting.Nothing;

    /// <summary>A turn is under way, and nothing is heard.</summary>
    public static ReactionSighting Stuck(ReactionScene scene, TimeSpan threshold) =>
        scene.Session is { End: null, HasLiveRun: true, Activity: AgentActivity.Active, Permissions.IsEmpty: true } session
            ? After(scene, threshold, "stuck", $"Nothing is heard of the agent of {session.Id}", "Its turn is under way. Look at its output, interrupt it or stop it")
            : ReactionSighting.Nothing;

    public static ReactionSighting NeedsInput(ReactionScene scene)
    {
        var session = scene.Session;
        if (session.Status is not (SessionStatus.WaitingForInput or SessionStatus.Blocked) || session.UpdatedAt < scene.WatchedSince)
        {
            return ReactionSighting.Nothing;
        }

        var asked = session.View.Reason ?? "";
        var id = session.Permissions.IsEmpty ? session.OpenQuestion?.Id : session.Permissions[0].Id;
        return Seen(
            session.Status == SessionStatus.Blocked ? $"The agent of {session.Id} is blocked" : $"The agent of {session.Id} asks something",
            new ReactionItem(ContentFingerprint.Of("input", RunOf(session), Text(session.Turns), session.Status.ToString(), id, asked), "It waits for people", $"the agent of {session.Id}", asked));
    }

    public static ReactionSighting Exited(ReactionScene scene)
    {
        var session = scene.Session;
        return session.IsEnded(SessionStatus.Failed, SessionStatus.Lost) && session.UpdatedAt >= scene.WatchedSince
            ? Seen(
                session.Status == SessionStatus.Lost ? $"{session.Id} is lost" : $"{session.Id} failed",
                new ReactionItem(ContentFingerprint.Of("exited", RunOf(session), session.End!.Status.ToString()), "Restore it, or stop it", $"session {session.Id}", session.End.Reason ?? ""))
            : ReactionSighting.Nothing;
    }

    private static ReactionSighting After(ReactionScene scene, TimeSpan threshold, string what, string title, string remedy)
    {
        var session = scene.Session;
        var due = session.UpdatedAt + threshold;
        return due > scene.Now
            ? new ReactionSighting { DueAt = due }
            : Seen($"{title} since {session.UpdatedAt:u}", new ReactionItem(ContentFingerprint.Of(what, RunOf(session), Text(session.Turns)), remedy));
    }

    private static ReactionSighting Seen(string title, ReactionItem item) => new() { Occurrence = new ReactionOccurrence { Title = title, Items = [item] } };

    private static string RunOf(SessionState session) => Text(session.Run?.Id.Number ?? 0);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
