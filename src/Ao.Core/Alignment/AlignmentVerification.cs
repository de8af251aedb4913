using Ao.Configuration;
using Ao.Projects;
using Ao.Scm;

namespace Ao.Alignment;

/// <summary>Runs on the merged source of a trial what the project lets run there: the fork's tests that the change touches where they can be run alone, and the whole verification otherwise.</summary>
internal sealed class AlignmentVerification(AlignmentCommands commands)
{
    public async Task<AlignmentVerdict> RunAsync(Project project, AlignmentVerdict verdict, ISourceTree merged, CancellationToken cancellationToken)
    {
        var options = project.Options.Alignment;
        IReadOnlyList<string> tests = options.TestCommand.Count == 0 ? [] : TouchingTests.Choose(options, verdict.Findings, await merged.ListPathsAsync(cancellationToken).ConfigureAwait(false));
        if (tests.Count > 0)
        {
            var ran = tests.ToHashSet(StringComparer.Ordinal);
            return await RunAsync(
                project,
                [TestCommandLine.Of(options, tests)],
                verdict with { Tests = tests },
                merged.Revision,
                finding => TouchingTests.IsOpen(finding) && finding.Alert.References is { Count: > 0 } references && references.All(reference => ran.Contains(reference.Path)),
                finding => TouchingTests.IsOpen(finding) && finding.Alert.Tests.Any(ran.Contains),
                cancellationToken).ConfigureAwait(false);
        }

        return verdict.Told.Any() && project.Options.Verification.Commands is { Count: > 0 } whole
            ? await RunAsync(project, [.. whole], verdict, merged.Revision, static finding => finding.Alert.Tier == AlignmentTier.Tell, static finding => finding.IsTold, cancellationToken).ConfigureAwait(false)
            : verdict;
    }

    /// <param name="project">The project.</param>
    /// <param name="run">What is run.</param>
    /// <param name="verdict">The verdict as it is where something was run.</param>
    /// <param name="merged">The merged revision.</param>
    /// <param name="refutes">What is refuted where all passes: what the fork refers to elsewhere than in what was run may break all the same.</param>
    /// <param name="verifies">What is verified where something fails there and passes on the fork's own revision.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    private async Task<AlignmentVerdict> RunAsync(Project project, IReadOnlyList<VerificationCommandOptions> run, AlignmentVerdict verdict, string merged, Func<AlignmentFinding, bool> refutes, Func<AlignmentFinding, bool> verifies, CancellationToken cancellationToken)
    {
        switch (await commands.RunAsync(project, run, merged, cancellationToken).ConfigureAwait(false))
        {
            case null:
                return verdict with { Tests = [] };
            case true:
                return With(verdict, refutes, AlignmentConfirmation.Refuted);
            default:
                // The fork fails without the change too: that says nothing of the change.
                return await commands.RunAsync(project, run, verdict.ForkRevision, cancellationToken).ConfigureAwait(false) == true ? With(verdict, verifies, AlignmentConfirmation.Verified) : verdict;
        }
    }

    private static AlignmentVerdict With(AlignmentVerdict verdict, Func<AlignmentFinding, bool> isMeant, AlignmentConfirmation confirmation) =>
        verdict with { Findings = [.. verdict.Findings.Select(finding => isMeant(finding) ? finding with { Confirmation = confirmation } : finding)] };
}
