using Ao.Ledger;

namespace Ao.Convergence;

/// <summary>Shows findings to people, with what other forks say of them.</summary>
internal sealed class FindingViews(ConvergenceContext context, ForeignPatterns foreign, ForkTallies tallies)
{
    private const int MaxNote = 2_000;

    public TrackedFinding Of(FindingState state)
    {
        var view = context.Book.View(state.Project);
        return Of(state, view, tallies.InputOf(state.Project, view));
    }

    public FindingList List(ProjectId project, FindingQuery query)
    {
        var least = query.MinConfidence ?? context.OptionsOf(project).ListConfidence;
        var view = context.Book.View(project);
        var input = tallies.InputOf(project, view);

        // What another fork proposes and this one has found too by now is shown once.
        var all = context.Findings.Of(project).ToList();
        var covered = all.Where(static state => state.ReceivedFrom is null).SelectMany(state => foreign.ProposalsOf(state, view)).Select(static one => one.Entry.Id).ToHashSet(StringComparer.Ordinal);
        var shown = all.Where(state => state.ReceivedRecord is not { } record || state.Decided is not null || !covered.Contains(record)).ToList();
        var open = shown.Where(state => query.IncludesClosed || !state.IsClosed).ToList();
        var sure = open.Where(state => state.Finding.Confidence >= least || state.ReceivedFrom is not null || state.Decided is not null).ToList();
        return new FindingList(
            [.. sure.Select(state => Of(state, view, input)).OrderByDescending(static finding => finding.Finding.Score).ThenByDescending(static finding => finding.Finding.Confidence).ThenBy(static finding => finding.Id, StringComparer.Ordinal)],
            open.Count - sure.Count,
            shown.Count - open.Count);
    }

    private TrackedFinding Of(FindingState state, LedgerView view, TallyInput input) => new()
    {
        Project = state.Project,
        Id = state.Id,
        Finding = state.Finding,
        Detector = state.Detector,
        FoundAt = state.FoundAt,
        ChangedAt = state.ChangedAt,
        Tally = ForkCounting.Count(state.Finding, input),
        Trials = state.Trials ?? [],
        Gone = state.Gone,
        Proposals = [.. OwnProposalOf(state), .. foreign.ProposalsOf(state, view).Select(one => new FindingProposal
        {
            ForkId = one.Entry.Publisher,
            Name = foreign.NameOf(state.Project, one.Entry.Publisher),
            Title = ShortText.Of(Printable.Line(one.Body.Name), FindingWords.MaxTitle),
            Note = one.Body.Summary is null ? null : ShortText.Clean(one.Body.Summary, MaxNote),
            At = one.Entry.Time,
            Record = one.Entry.Id,
        })],
        Verdict = OwnVerdictOf(state),
        PeerVerdicts = foreign.VerdictsOf(state, view),
        Session = state.Session,
        PullRequest = state.PullRequest,
        PullRequestAddress = state.PullRequestAddress,
        Hindrance = state.Hindrance,
    };

    private IEnumerable<FindingProposal> OwnProposalOf(FindingState state)
    {
        if (state.Proposed is { } proposed)
        {
            yield return new FindingProposal { ForkId = context.Book.KeyOf(state.Project)?.ForkId, Name = NameOf(state.Project), IsOwn = true, By = proposed.By.Id, Title = proposed.Title, Note = proposed.Note, At = state.ProposedAt, Record = state.PatternRecord };
        }
    }

    private FindingVerdict? OwnVerdictOf(FindingState state) => state.Decided is not { } decided
        ? null
        : new FindingVerdict { ForkId = context.Book.KeyOf(state.Project)?.ForkId, Name = NameOf(state.Project), IsAccepted = decided.IsAccepted, By = decided.By.Id, Reason = decided.Reason, At = state.DecidedAt, Record = state.DecisionRecord };

    private string NameOf(ProjectId project) => context.Projects.Find(project)?.Options.Fork.Name ?? project.Value;
}
