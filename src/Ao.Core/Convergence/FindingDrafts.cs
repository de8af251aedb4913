using Ao.Forks;
using Ao.Ledger;
using Ao.Ledger.Bodies;

namespace Ao.Convergence;

/// <summary>Makes the records that tell other forks what this one proposes and has decided.</summary>
internal sealed class FindingDrafts(ConvergenceContext context, ForeignPatterns foreign, RecordRedactor redactor)
{
    private const int MaxReferences = 200;

    /// <summary>Makes the record of a proposal. It shows nothing of anybody's code, unless the project shows code: what is in other forks is theirs to publish.</summary>
    public RedactedDraft PatternOf(FindingState state)
    {
        var finding = state.Finding;
        var clean = new Redaction(redactor);
        var body = new PatternBody
        {
            Key = FindingWords.KeyOf(state.Id),
            Name = clean.Take(ShowsCode(state) && finding.Pattern.Length > 0 ? state.Proposed?.Title ?? finding.Pattern : FindingWords.NameOf(state)),
            Summary = clean.Take(FindingWords.SummaryOf(state, ShowsCode(state))),

            // What is no id is what this configuration calls the fork.
            Forks = [.. finding.Forks.Select(static fork => fork.ForkId).Where(static fork => fork == ForkNames.Upstream || ForkKeys.IsForkId(fork))],
            Records = [.. finding.Forks.SelectMany(static fork => fork.Records).Select(record => context.PublishedOf(state.Project, record)).Where(static record => record.Length == 64).Take(MaxReferences)],
            Revisions = [.. finding.Forks.SelectMany(static fork => fork.Revisions).Distinct(StringComparer.Ordinal).Take(MaxReferences)],
            Relation = ForeignPatterns.RelationOf(finding.Relation),
            Score = Math.Round(finding.Confidence, 2),
            Algorithm = state.Detector,
        };
        return new RedactedDraft(LedgerBody.Draft(LedgerKinds.Pattern, body, LedgerBodiesJson.Default.PatternBody), state.Id, clean.Count);
    }

    private bool ShowsCode(FindingState state) => context.OptionsOf(state.Project).Publish.Code == CodeShown.Patch;

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
