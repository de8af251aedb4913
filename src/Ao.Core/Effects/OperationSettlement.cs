using Ao.Journal;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Scm;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Effects;

/// <summary>Tells sessions and reports what became of operations that were settled when nobody waited for them.</summary>
internal sealed class OperationSettlement(SessionContext context, ReportProjection reports, FactLog log)
{
    /// <summary>Takes what is known of an operation into its session or report. Taking it in again changes nothing.</summary>
    public async ValueTask TakeUpAsync(EffectState effect, CancellationToken cancellationToken)
    {
        if (effect.Intent.Session is { } session && context.Sessions.Find(session) is { } state && FactFor(effect, state) is { } fact)
        {
            await context.AppendAsync(session, cancellationToken, fact).ConfigureAwait(false);
        }

        // A report decides anew, and finds the outcome recorded.
        if (!effect.IsUnsettled && reports.All.FirstOrDefault(report => report.HaltedBy == effect.Intent.Key) is { } halted)
        {
            await log.AppendAsync(ReportFactKinds.StreamOf(halted.Id), expectedVersion: null, [new ReportFacts.Settled(effect.Intent.Key)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Decides what a session is to be told: a pure function.</summary>
    private static object? FactFor(EffectState effect, SessionState state)
    {
        var (key, kind) = (effect.Intent.Key, effect.Intent.Kind);
        return (kind, effect.Outcome, state.PullRequest) switch
        {
            (EffectKind.MergePullRequest, EffectStatus.Succeeded, { Number: { } number, State: not ProposalState.Merged }) when QueuedMerges.ResultOf(effect) is var made && made is not { State: PullRequestState.Open } => new Facts.PullRequestMerged(number, made?.MergeRevision),
            (EffectKind.MergePullRequest, EffectStatus.Unknown, { State: ProposalState.Open }) => new Facts.PullRequestUnknown(effect.Reason!, key),

            // The session decides anew, and finds the outcome recorded.
            (_, EffectStatus.Succeeded or EffectStatus.Failed, { State: ProposalState.Unknown } unknown) when unknown.Operation == key => new Facts.ProposalRequested(),
            _ => null,
        };
    }
}
