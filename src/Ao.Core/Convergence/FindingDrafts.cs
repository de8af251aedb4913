using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Secrets;

namespace Ao.Convergence;

/// <summary>Makes the records that tell other forks what this one proposes and has decided.</summary>
internal sealed class FindingDrafts(ConvergenceContext context, ForeignPatterns foreign, SecretRedactor redactor)
{
    private const int MaxReferences = 200;

    /// <summary>Makes the record of a proposal.</summary>
    public RedactedDraft PatternOf(FindingState state)
    {
        var finding = state.Finding;
        var clean = new Redaction(redactor);
        var body = new PatternBody
        {
            Key = state.Id,
            Name = clean.Take(finding.Pattern.Length > 0 ? finding.Pattern : finding.Summary),
            Summary = clean.Take(state.Proposed?.Note is { Length: > 0 } note ? $"{note}\n\n{finding.Explanation}" : finding.Explanation),
            Forks = [.. finding.Forks.Select(static fork => fork.ForkId)],
            Records = [.. finding.Forks.SelectMany(static fork => fork.Records).Select(record => context.PublishedOf(state.Project, record)).Where(static record => record.Length == 64).Take(MaxReferences)],
            Revisions = [.. finding.Forks.SelectMany(static fork => fork.Revisions).Distinct(StringComparer.Ordinal).Take(MaxReferences)],
            Relation = ForeignPatterns.RelationOf(finding.Relation),
            Score = Math.Round(finding.Confidence, 2),
            Algorithm = state.Detector,
        };
        return new RedactedDraft(LedgerBody.Draft(LedgerKinds.Pattern, body, LedgerBodiesJson.Default.PatternBody), state.Id, clean.Count);
    }

    /// <summary>Gives the record that a decision refers to: this fork's own proposal, or else another's; <see langword="null"/> where there is none.</summary>
    public string? ProposalOf(FindingState state) =>
        state.PatternRecord ?? state.ReceivedRecord ?? foreign.ProposalsOf(state, context.Book.View(state.Project)).Select(static one => one.Entry.Id).FirstOrDefault();

    /// <summary>Makes the record of a decision; <see langword="null"/> where there is no proposal that it could refer to.</summary>
    public RedactedDraft? DecisionOf(FindingState state)
    {
        if (state.Decided is not { } decided || ProposalOf(state) is not { } proposal)
        {
            return null;
        }

        var clean = new Redaction(redactor);
        var reason = decided.Reason is null ? null : clean.Take(decided.Reason);
        var draft = decided.IsAccepted
            ? LedgerBody.Draft(LedgerKinds.Adopt, new AdoptBody { Proposal = proposal, Reason = reason }, LedgerBodiesJson.Default.AdoptBody)
            : LedgerBody.Draft(LedgerKinds.Decline, new DeclineBody { Proposal = proposal, Reason = reason }, LedgerBodiesJson.Default.DeclineBody);
        return new RedactedDraft(draft, state.Id, clean.Count);
    }
}
