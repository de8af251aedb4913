using System.Text.Json;
using Ao.Effects;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.PullRequests;

/// <summary>Tells sessions what became of operations on their pull requests that were settled when nobody waited for them.</summary>
internal sealed class ProposalSettlement(SessionContext context)
{
    /// <summary>Takes what is known of an operation into its session. Taking it in again changes nothing.</summary>
    public async ValueTask TakeUpAsync(EffectState effect, CancellationToken cancellationToken)
    {
        if (effect.Intent.Session is { } session && context.Sessions.Find(session) is { PullRequest: var proposal } && FactFor(effect, proposal) is { } fact)
        {
            await context.AppendAsync(session, cancellationToken, fact).ConfigureAwait(false);
        }
    }

    /// <summary>Decides what a session is to be told: a pure function.</summary>
    private static object? FactFor(EffectState effect, ProposedChange? proposal)
    {
        var (key, kind) = (effect.Intent.Key, effect.Intent.Kind);
        return (kind, effect.Outcome, proposal) switch
        {
            (EffectKind.MergePullRequest, EffectStatus.Succeeded, { Number: { } number, State: not ProposalState.Merged }) => new Facts.PullRequestMerged(number, MergeRevisionOf(effect)),
            (EffectKind.MergePullRequest, EffectStatus.Unknown, { State: ProposalState.Open }) => new Facts.PullRequestUnknown(effect.Reason!, key),

            // The session decides anew, and finds the outcome recorded.
            (_, EffectStatus.Succeeded or EffectStatus.Failed, { State: ProposalState.Unknown } unknown) when unknown.Operation == key => new Facts.ProposalRequested(),
            _ => null,
        };
    }

    private static string? MergeRevisionOf(EffectState effect) =>
        effect.Result.ValueKind == JsonValueKind.Undefined ? null : effect.Result.Deserialize(EffectResultsJson.Default.PullRequest)?.MergeRevision;
}
