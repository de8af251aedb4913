using Ao.Plugins;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Radar;

/// <summary>Foresees which merges of a plan will conflict with which before them: the heads are merged on trial, one after the other.</summary>
internal sealed partial class MergeForecast(SessionContext context, ILogger<MergeForecast> logger)
{
    /// <summary>How many trial merges a plan costs at most. What is not tried is not foreseen.</summary>
    private const int MaxTrials = 400;

    /// <summary>Foresees conflicts.</summary>
    /// <param name="heads">The sessions in the order of their merges, each with the head of its pull request.</param>
    /// <param name="cancellationToken">The token that cancels it.</param>
    /// <returns>What conflicts, by session; a session that can be merged behind those before it is left out.</returns>
    public async Task<IReadOnlyDictionary<SessionId, IReadOnlyList<PredictedConflict>>> ForeseeAsync(IReadOnlyList<(SessionState Session, string Head)> heads, CancellationToken cancellationToken)
    {
        var foreseen = new Dictionary<SessionId, IReadOnlyList<PredictedConflict>>();
        foreach (var group in heads.GroupBy(head => (head.Session.Request.Project, Scm: context.ScmNameOf(head.Session))))
        {
            if (group.Count() > 1 && context.Plugins.Find<ISourceTrees>(Slot.Scm, group.Key.Scm) is { } trees)
            {
                await ForeseeAsync(trees, [.. group], foreseen, cancellationToken).ConfigureAwait(false);
            }
        }

        return foreseen;
    }

    private async Task ForeseeAsync(ISourceTrees trees, IReadOnlyList<(SessionState Session, string Head)> heads, Dictionary<SessionId, IReadOnlyList<PredictedConflict>> foreseen, CancellationToken cancellationToken)
    {
        var source = context.ProjectOf(heads[0].Session).Source;
        var trials = new Trials(trees, source, MaxTrials);
        List<(SessionId Session, string Head)> merged = [];
        var whole = heads[0].Head;
        foreach (var (session, head) in heads)
        {
            try
            {
                if (merged.Count > 0)
                {
                    if (await trials.TryAsync(whole, head, cancellationToken).ConfigureAwait(false) is not { } trial)
                    {
                        return;
                    }

                    if (trial.Revision is null)
                    {
                        foreseen[session.Id] = await FindAsync(trials, merged, head, trial, cancellationToken).ConfigureAwait(false);
                        continue;
                    }

                    whole = trial.Revision;
                }

                merged.Add((session.Id, head));
            }
            catch (AoException exception) when (!cancellationToken.IsCancellationRequested)
            {
                // A plan is as good without: each merge is looked at when its turn comes.
                LogUnforeseen(exception, session.Id);
            }
        }
    }

    /// <summary>Finds which of the merges before it a head conflicts with. Where none does by itself, it is all of them together, which the last one stands for.</summary>
    private static async Task<IReadOnlyList<PredictedConflict>> FindAsync(Trials trials, List<(SessionId Session, string Head)> merged, string head, TrialMerge whole, CancellationToken cancellationToken)
    {
        List<PredictedConflict> found = [];
        foreach (var before in merged)
        {
            if (await trials.TryAsync(before.Head, head, cancellationToken).ConfigureAwait(false) is { Revision: null } trial)
            {
                found.Add(PredictedConflict.Of(before.Session, trial.Conflicts));
            }
        }

        return found.Count > 0 ? found : [PredictedConflict.Of(merged[^1].Session, whole.Conflicts)];
    }

    [LoggerMessage(LogLevel.Information, "Whether the change of session {Session} will conflict with those merged before it could not be foreseen.")]
    private partial void LogUnforeseen(Exception exception, SessionId session);

    private sealed class Trials(ISourceTrees trees, ProjectSource source, int left)
    {
        private int _left = left;

        /// <summary>Merges on trial; nothing, where enough was tried.</summary>
        public async Task<TrialMerge?> TryAsync(string ours, string theirs, CancellationToken cancellationToken) =>
            _left-- > 0 ? await trees.TryMergeAsync(source, ours, theirs, cancellationToken).ConfigureAwait(false) : null;
    }
}
