using Ao.Agents;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Reviews;

/// <summary>Decides what a reviewer's verdict means for its tier: a pure function.</summary>
internal static class VerdictDecision
{
    /// <summary>Takes a verdict.</summary>
    /// <param name="state">What is known of the review.</param>
    /// <param name="round">The number of the round.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="minSeverity">The least severity that blocks; <see langword="null"/> where the reviewer says what does.</param>
    public static ReviewFacts.VerdictTaken Take(ReviewState state, int round, SessionVerdict verdict, FindingSeverity? minSeverity)
    {
        var findings = FindingsOf(verdict, minSeverity);
        var saysBlocker = verdict.Verdict == ReviewVerdict.RequestChanges;
        var isBlocked = findings.Any(finding => finding.Blocks && state.Find(finding.Fingerprint) is not { State: FindingState.Dismissed });
        var note = (saysBlocker, isBlocked) switch
        {
            (true, false) => findings.Any(static finding => finding.Blocks) ? "All that it names as being in the way was dismissed." : $"What it names is below the severity that blocks, {minSeverity}.",
            (false, true) => $"It names what is severe enough to block, {minSeverity} or more.",
            _ => null,
        };
        return new ReviewFacts.VerdictTaken(round, verdict.Verdict, isBlocked, verdict.Summary, findings, note);
    }

    /// <summary>Gives the findings of a verdict, each once.</summary>
    public static IReadOnlyList<TakenFinding> FindingsOf(SessionVerdict verdict, FindingSeverity? minSeverity)
    {
        var saysBlocker = verdict.Verdict == ReviewVerdict.RequestChanges;
        IReadOnlyList<VerdictFinding> given = verdict.Details.Count > 0 ? verdict.Details : [.. verdict.Findings.Select(static text => new VerdictFinding { Text = text })];
        if (saysBlocker && given.Count == 0)
        {
            // A blocker is never taken for a pass because it names nothing.
            given = [new VerdictFinding { Text = string.IsNullOrWhiteSpace(verdict.Summary) ? "The reviewer gives no reason." : verdict.Summary }];
        }

        List<(VerdictFinding Finding, FindingSeverity Severity)> weighed = [.. given.Select(finding => (finding, finding.Severity ?? (saysBlocker ? FindingSeverity.Blocker : FindingSeverity.Note)))];
        var namesGrave = weighed.Exists(static finding => finding.Severity >= FindingSeverity.Major);
        bool Blocks(FindingSeverity severity) => minSeverity is { } least ? severity >= least : saysBlocker && (!namesGrave || severity >= FindingSeverity.Major);
        return [.. weighed
            .Select(entry => new TakenFinding(
                FindingFingerprint.Of(entry.Finding.Path, entry.Finding.Category, entry.Severity, entry.Finding.Text),
                entry.Severity,
                entry.Finding.Category,
                entry.Finding.Path,
                entry.Finding.Line,
                entry.Finding.Text,
                Blocks(entry.Severity)))
            .DistinctBy(static finding => finding.Fingerprint)];
    }
}
