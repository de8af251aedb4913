using Ao.Journal;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Radar;

/// <summary>Compares the sessions of a project by what was seen of their workspaces, and has written down what follows.</summary>
internal sealed class RadarRound(SessionContext context, RadarProjection radar, RadarSights sights, RadarScreen screen, RadarAppend append)
{
    /// <summary>How many trial merges a round makes. What is left is tried by the next one.</summary>
    private const int MaxTrials = 50;

    private const int MaxAttempts = 10;

    /// <summary>Runs a round.</summary>
    /// <param name="project">The project.</param>
    /// <param name="sessions">The sessions on the radar, read again at each attempt.</param>
    /// <param name="changesOf">What a session changes.</param>
    /// <param name="cancellationToken">The token that cancels it.</param>
    /// <returns>Whether something is left for another round.</returns>
    public async Task<bool> RunAsync(Project project, Func<IReadOnlyList<SessionState>> sessions, Func<SessionId, WorkspaceChanges?> changesOf, CancellationToken cancellationToken)
    {
        var (seen, isLeft) = await SeeAsync(project, sessions(), changesOf, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            try
            {
                var subjects = sessions().Select(state => SubjectOf(project, state, changesOf)).ToDictionary(static subject => subject.Session);
                isLeft |= await append.WriteAsync(project, Decide(radar.Of(project.Id), subjects, seen), subjects, cancellationToken).ConfigureAwait(false);
                screen.Show(project.Id, seen);
                return isLeft;
            }
            catch (StreamVersionException)
            {
                // A session was told something, or has moved on: decide anew.
            }
        }

        return true;
    }

    private async Task<(IReadOnlyDictionary<RadarPairId, RadarSight> Seen, bool IsLeft)> SeeAsync(Project project, IReadOnlyList<SessionState> states, Func<SessionId, WorkspaceChanges?> changesOf, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<RadarPairId, RadarSight>();
        var trials = 0;
        var isLeft = false;
        foreach (var (earlier, later) in PairsOf(states))
        {
            var scm = context.ScmNameOf(earlier);
            if (changesOf(earlier.Id) is not { } one || changesOf(later.Id) is not { } other || scm != context.ScmNameOf(later))
            {
                continue;
            }

            var sight = sights.Find(one, other);
            if (sight is null && context.Plugins.Find<ISourceTrees>(Slot.Scm, scm) is { } trees)
            {
                if (trials++ >= MaxTrials)
                {
                    isLeft = true;
                    continue;
                }

                sight = await sights.TryAsync(trees, project.Source, one, other, cancellationToken).ConfigureAwait(false);
            }

            seen[new RadarPairId(earlier.Id, later.Id)] = sight ?? RadarSight.Unknown;
        }

        return (seen, isLeft);
    }

    private static IEnumerable<(SessionState Earlier, SessionState Later)> PairsOf(IReadOnlyList<SessionState> states)
    {
        for (var later = 1; later < states.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                yield return (states[earlier], states[later]);
            }
        }
    }

    private static IReadOnlyDictionary<RadarPairId, RadarChoice> Decide(RadarState known, Dictionary<SessionId, RadarSubject> subjects, IReadOnlyDictionary<RadarPairId, RadarSight> seen)
    {
        var choices = new Dictionary<RadarPairId, RadarChoice>();
        foreach (var pair in seen.Keys.Union(known.Pairs.Select(static pair => new RadarPairId(pair.Earlier, pair.Later))))
        {
            var choice = RadarDecision.Next(
                known.Find(pair.Earlier, pair.Later),
                subjects.GetValueOrDefault(pair.Earlier),
                subjects.GetValueOrDefault(pair.Later),
                seen.GetValueOrDefault(pair) ?? RadarSight.Unknown);
            if (choice.Action != RadarAction.None)
            {
                choices[pair] = choice;
            }
        }

        return choices;
    }

    private RadarSubject SubjectOf(Project project, SessionState state, Func<SessionId, WorkspaceChanges?> changesOf) => new()
    {
        Session = state.Id,
        State = state,
        Changes = changesOf(state.Id),
        CanBeTold = !context.Stops.IsClosed(state.Id) && RadarSubjects.CanBeTold(state, () => TakesMessages(state)),
        HasProposed = RadarSubjects.HasProposed(state, project.Options.PullRequests.OpenWhenDone),
    };

    private bool TakesMessages(SessionState state)
    {
        try
        {
            return context.CapabilitiesOf(state).TakesMessagesWhileRunning;
        }
        catch (AoException)
        {
            // Its plugin is gone: nobody tells it anything.
            return false;
        }
    }
}
