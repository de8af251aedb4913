using Ao.Scm;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Pushes;

/// <summary>Decides what a reading of a session's gate means: a pure function of what was seen before and the project's policy.</summary>
internal static class PushDecision
{
    /// <summary>How many pushes of a session are written down: an agent can push without end.</summary>
    public const int MaxPushes = 100;

    /// <summary>The longest name that is written down.</summary>
    private const int LongestName = 200;

    /// <summary>Gives the facts that a reading adds.</summary>
    /// <param name="state">The session.</param>
    /// <param name="reading">What its gate holds.</param>
    /// <param name="relays">Whether the project relays pushes.</param>
    /// <returns>New pushes, and what they supersede; empty where nothing has changed.</returns>
    public static IReadOnlyList<object> Take(SessionState state, PushReading reading, bool relays)
    {
        var last = new Dictionary<string, SessionPush>(StringComparer.Ordinal);
        foreach (var push in state.Pushes)
        {
            last[push.Reference] = push;
        }

        var seen = reading.References.Select(static reference => reference with { Name = NameOf(reference) }).ToList();
        var names = seen.Select(static reference => reference.Name).ToHashSet(StringComparer.Ordinal);
        IEnumerable<PushedReference> gone = reading.IsWhole
            ? last.Values.Where(push => push.Revision is not null && !names.Contains(push.Reference)).Select(static push => new PushedReference { Name = push.Reference, Revision = null })
            : [];
        var facts = new List<object>();
        var number = state.Pushes.Count;
        foreach (var reference in seen.Concat(gone).Where(reference => IsNew(reference, last)))
        {
            if (++number > MaxPushes)
            {
                break;
            }

            if (last.TryGetValue(reference.Name, out var older) && older.State == PushState.Waiting)
            {
                facts.Add(new Facts.PushSettled(older.Number, PushState.Superseded, reference.Revision is null ? "The branch was removed again." : "A newer revision was pushed."));
            }

            var (become, reason) = Judge(state, reference, relays);
            facts.Add(new Facts.PushSeen(number, reference.Name, reference.Revision, become, number == MaxPushes ? $"{reason} No further push of this session is written down.".TrimStart() : reason, reference.ChangedPaths, reference.MoreChangedPaths));
        }

        return facts;
    }

    /// <summary>Gives the push that is to be published next, where there is one and it may be.</summary>
    public static SessionPush? NextOf(SessionState state, bool relays) =>
        relays && state.PullRequest?.Number is null ? state.Pushes.FindLast(static push => push.State == PushState.Waiting) : null;

    private static bool IsNew(PushedReference reference, Dictionary<string, SessionPush> last) =>
        last.TryGetValue(reference.Name, out var push) ? push.Revision != reference.Revision : true;

    private static (PushState State, string? Reason) Judge(SessionState state, PushedReference reference, bool relays) => reference switch
    {
        { Revision: null } => (PushState.Refused, "A reference was removed. Nothing is removed for an agent."),
        { IsOwn: false } => (PushState.Refused, $"Only the session's own branch, '{state.Workspace?.Branch ?? state.Request.Branch}', is taken."),
        _ when state.PullRequest?.Number is { } number => (PushState.Recorded, $"The branch has pull request {number}, which takes verified revisions only."),
        _ when !relays => (PushState.Recorded, null),
        _ => (PushState.Waiting, null),
    };

    // The own branch keeps its name, so that it is always recognised. What an agent named is cut, and cannot pass for it.
    private static string NameOf(PushedReference reference)
    {
        var name = Printable.Line(reference.Name);
        return reference.IsOwn || name.Length <= LongestName ? name : string.Concat(Printable.Clean(name[..LongestName]), "…");
    }
}
