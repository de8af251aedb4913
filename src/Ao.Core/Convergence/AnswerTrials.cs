using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;

namespace Ao.Convergence;

/// <summary>Merges the answers of a finding on trial, two at a time, where their histories are here.</summary>
internal sealed class AnswerTrials(ConvergenceContext context)
{
    private const int MaxForks = 5;
    private const int MaxConflicts = 20;
    private const int MaxPath = 300;

    /// <summary>How many findings are tried in one look: a trial takes a process, and the best come first.</summary>
    private const int MaxFindings = 10;

    /// <summary>Tries those that are worth most and were not tried as they are now.</summary>
    public async Task TryAsync(Project project, CancellationToken cancellationToken)
    {
        if (context.Sessions.Plugins.Find<ISourceTrees>(Slot.Scm, project.Options.Scm) is not { } trees)
        {
            return;
        }

        var untried = context.Findings.Of(project.Id)
            .Where(static state => state is { Trials: null, IsClosed: false, ReceivedFrom: null, Finding.Relation: FindingRelation.Independent or FindingRelation.SameProblem } && state.Finding.Forks.Count(static fork => fork.Revisions.Count > 0) >= 2)
            .OrderByDescending(static state => state.Finding.Score)
            .Take(MaxFindings)
            .ToList();
        foreach (var state in untried)
        {
            var trials = await TryAsync(project, trees, state.Finding, cancellationToken).ConfigureAwait(false);
            if (context.Findings.Find(project.Id, state.Id) is { Trials: null } now && FindingComparison.MembersOf(now.Finding).SetEquals(FindingComparison.MembersOf(state.Finding)))
            {
                try
                {
                    await context.AppendAsync(now, cancellationToken, new FindingFacts.Tried(trials)).ConfigureAwait(false);
                }
                catch (Journal.StreamVersionException)
                {
                    // It has changed meanwhile: it is tried at the next look.
                }
            }
        }
    }

    private static async Task<IReadOnlyList<AnswerTrial>> TryAsync(Project project, ISourceTrees trees, Finding finding, CancellationToken cancellationToken)
    {
        var trials = new List<AnswerTrial>();
        var forks = finding.Forks.Where(static fork => fork.Revisions.Count > 0).Take(MaxForks).ToList();
        for (var one = 0; one < forks.Count; one++)
        {
            for (var other = one + 1; other < forks.Count; other++)
            {
                if (await TryAsync(project, trees, forks[one], forks[other], cancellationToken).ConfigureAwait(false) is { } trial)
                {
                    trials.Add(trial);
                }
            }
        }

        return trials;
    }

    private static async Task<AnswerTrial?> TryAsync(Project project, ISourceTrees trees, FindingFork one, FindingFork other, CancellationToken cancellationToken)
    {
        // The last of a fork's changes contains those before it.
        var (ours, theirs) = (one.Revisions[^1], other.Revisions[^1]);
        try
        {
            var merge = await trees.TryMergeAsync(project.Source, ours, theirs, cancellationToken).ConfigureAwait(false);

            // What else the forks disagree about is not the finding's matter.
            var files = one.Paths.Concat(other.Paths).ToHashSet(StringComparer.Ordinal);
            return new AnswerTrial(one.ForkId, ours, other.ForkId, theirs, [.. merge.Conflicts.Select(static path => FindingBounds.Line(path, MaxPath)).Where(files.Contains).Take(MaxConflicts)]);
        }
        catch (AoException exception) when (exception is not TransientException)
        {
            // A revision that a fork only tells of is not here: there is nothing to try.
            return null;
        }
    }
}
