using Ao.Projects;
using Ao.Scm;

namespace Ao.Alignment;

/// <summary>Confirms alerts by merging change and fork on trial: what breaks has to be seen in the merged source.</summary>
internal sealed class AlignmentTrial(AlignmentVerification verification)
{
    private const int MostConflicts = 20;

    /// <summary>Tries the findings of a verdict that people would be told of, and those that tests of the fork may show.</summary>
    public async Task<AlignmentVerdict> ConfirmAsync(Project project, ISourceTrees trees, IAlignmentChecker checker, AlignmentRequest request, AlignmentVerdict verdict, CancellationToken cancellationToken)
    {
        var testsRun = project.Options.Alignment is { Verify: true, TestCommand.Count: > 0 };
        if (!verdict.Findings.Any(finding => finding.Alert.Tier == AlignmentTier.Tell || (testsRun && finding.Alert.Tests.Count > 0)))
        {
            return verdict;
        }

        var merge = await trees.TryMergeAsync(project.Source, verdict.Revision, verdict.ForkRevision, cancellationToken).ConfigureAwait(false);
        if (merge.Revision is not { } merged)
        {
            var conflicts = merge.Conflicts.ToHashSet(StringComparer.Ordinal);
            return verdict with { Conflicts = [.. merge.Conflicts.Take(MostConflicts)], Findings = Each(verdict, alert => PathsOf(alert).Any(conflicts.Contains) ? AlignmentConfirmation.Conflict : AlignmentConfirmation.Untried) };
        }

        var tree = await trees.OpenTreeAsync(project.Source, merged, cancellationToken).ConfigureAwait(false);
        var fork = request.Forks.Single(fork => fork.ForkId == verdict.Fork);
        var again = await checker.CheckAsync(request with { After = tree, Forks = [new AlignmentFork { ForkId = fork.ForkId, Name = fork.Name, Tree = tree }] }, cancellationToken).ConfigureAwait(false);
        var left = again.Where(static alert => alert.Change is DefinitionChange.Removed or DefinitionChange.Renamed).ToLookup(static alert => alert.Name, StringComparer.Ordinal);

        // What was declared and is referred to nowhere cannot be seen there.
        var seen = verdict with { Findings = Each(verdict, alert => alert.References.Count == 0 ? AlignmentConfirmation.Untried : IsLeft(alert, left[alert.Name]) ? AlignmentConfirmation.Merged : AlignmentConfirmation.Refuted) };
        return project.Options.Alignment.Verify ? await verification.RunAsync(project, seen, tree, cancellationToken).ConfigureAwait(false) : seen;
    }

    private static bool IsLeft(AlignmentAlert alert, IEnumerable<AlignmentAlert> left)
    {
        var paths = alert.References.Select(static reference => reference.Path).ToHashSet(StringComparer.Ordinal);
        return left.Any(other => other.References.Any(reference => paths.Contains(reference.Path)));
    }

    private static IEnumerable<string> PathsOf(AlignmentAlert alert) => alert.References.Select(static reference => reference.Path).Append(alert.Definition.Path);

    private static IReadOnlyList<AlignmentFinding> Each(AlignmentVerdict verdict, Func<AlignmentAlert, AlignmentConfirmation> judge) =>
        [.. verdict.Findings.Select(finding => finding.Alert.Tier == AlignmentTier.Tell ? finding with { Confirmation = judge(finding.Alert) } : finding)];
}
