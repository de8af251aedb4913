using Ao.Journal;
using Ao.Scm;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.PullRequests.Watch;

/// <summary>Writes down what was seen of a pull request, and tells its session what people did with it on the forge, in one write.</summary>
internal sealed class PullRequestRecorder(SessionContext context, PullRequestProjection pullRequests, FactLog log)
{
    public async Task RecordAsync(SessionId session, ProjectId project, Sight sight, CancellationToken cancellationToken)
    {
        while (AppendsFor(session, project, sight) is { Count: > 0 } appends)
        {
            try
            {
                await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (StreamVersionException)
            {
                // The session has moved on, or somebody else has looked: decide anew.
            }
        }
    }

    private List<StreamAppend> AppendsFor(SessionId session, ProjectId project, Sight sight)
    {
        var appends = new List<StreamAppend>();
        var pullRequest = sight.Reading.PullRequest;
        var known = pullRequests.Find(project, pullRequest.Number);
        if (known?.Fingerprint != sight.Whole || known.Session != session)
        {
            appends.Add(log.Prepare(PullRequestFactKinds.StreamOf(project, pullRequest.Number), known?.Version ?? 0, [new PullRequestFacts.Observed(session, sight.Reading, sight.Whole)]));
        }

        if (context.Sessions.Get(session) is var state && TellingOf(state, pullRequest) is { } told)
        {
            appends.Add(context.Prepare(state, told));
        }

        return appends;
    }

    private static object? TellingOf(SessionState state, PullRequest pullRequest) => (pullRequest.State, state.PullRequest) switch
    {
        (_, null) => null,
        (PullRequestState.Merged, { State: not ProposalState.Merged } proposed) when proposed.Number == pullRequest.Number => new Facts.PullRequestMerged(pullRequest.Number, pullRequest.MergeRevision),
        (PullRequestState.Closed, { State: not (ProposalState.Merged or ProposalState.Closed) } proposed) when proposed.Number == pullRequest.Number => new Facts.PullRequestClosed(pullRequest.Number),
        _ => null,
    };
}
