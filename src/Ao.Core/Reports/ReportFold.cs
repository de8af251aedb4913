using System.Globalization;
using Ao.Journal;

namespace Ao.Reports;

/// <summary>Folds a report's facts into its state: a pure function.</summary>
internal static class ReportFold
{
    public static ReportState? Apply(ReportState? state, Fact fact, object body)
    {
        if (body is ReportFacts.Captured captured)
        {
            return state ?? Noted(new ReportState { Filed = captured, Version = fact.Version, CapturedAt = fact.Position, Severity = captured.Severity }, fact, body);
        }

        return state is null ? null : Noted(Change(state, body), fact, body);
    }

    private static ReportState Change(ReportState state, object body) => body switch
    {
        ReportFacts.SeverityCorrected corrected => Correct(state, corrected),
        ReportFacts.Linked linked => state with { Links = state.Links.Add(linked.Link), MentionedTo = null },
        ReportFacts.LinkWithdrawn withdrawn => state with { Links = state.Links.ConvertAll(link => link.Id == withdrawn.LinkId ? link with { WithdrawnBy = withdrawn.By } : link), MentionedTo = null },
        ReportFacts.Routed routed => state with { Route = routed.Route },
        ReportFacts.IssueResolved resolved => state with { Issue = resolved.Issue, LabelledSeverity = state.LabelledSeverity ?? (resolved.Issue.WasFound ? null : state.Severity.Value) },
        ReportFacts.IssueLabelled labelled => state with { LabelledSeverity = labelled.Severity },
        ReportFacts.Mentioned mentioned => state with { MentionedTo = mentioned.Head },
        ReportFacts.Planned planned => state with { Plan = planned.Plan, PlanReason = planned.Reason, IsDowngraded = false },
        ReportFacts.Downgraded downgraded => state with { Plan = downgraded.To, PlanReason = downgraded.Reason, IsDowngraded = true },
        ReportFacts.ForkReady fork => state with { ForkLocation = fork.Location },
        ReportFacts.SessionStarted started => state with { Session = started.Session },
        ReportFacts.PullRequestNoted noted => state with { PullRequest = noted.Number, PullRequestAddress = noted.Address },
        ReportFacts.WrittenBack written => state with { Told = state.Told.Add(written.What) },
        ReportFacts.Halted halted => state with { Halt = halted.Reason, HaltedBy = halted.Operation },
        ReportFacts.Settled settled when settled.Operation == state.HaltedBy => state with { Halt = null, HaltedBy = null },
        ReportFacts.TakenUpAgain => state with { Halt = null, HaltedBy = null, IsOperators = true, IsDowngraded = false, Plan = state.Session is null ? null : state.Plan },
        _ => state,
    };

    /// <summary>A report that weighs otherwise is planned anew, unless its path was decided by a no or a session is on it.</summary>
    private static ReportState Correct(ReportState state, ReportFacts.SeverityCorrected corrected) => state with
    {
        Severity = state.Severity with
        {
            Value = corrected.Severity,
            CorrectedBy = corrected.By,
            Reason = $"'{corrected.By.Id}' corrected it from {state.Severity.Value}{(corrected.Reason is { Length: > 0 } reason ? $": {reason}" : ".")}",
        },
        Plan = state.IsDowngraded || state.Session is not null ? state.Plan : null,
    };

    private static ReportState Noted(ReportState state, Fact fact, object body)
    {
        var steps = state.Steps.Count < ReportState.MaxSteps ? state.Steps : state.Steps.RemoveAt(1);
        return state with { Version = fact.Version, Steps = steps.Add(new ReportStep(fact.At, fact.Type, Describe(body))) };
    }

    private static string Describe(object body) => body switch
    {
        ReportFacts.Captured captured => $"{(captured.Report.SourceSession is { } session ? $"Filed by session {session}" : $"Filed by '{captured.FiledBy}'")}, severity {captured.Severity.Value}: {captured.Severity.Reason}",
        ReportFacts.SeverityCorrected corrected => $"Severity {corrected.Severity}, by '{corrected.By.Id}'.",
        ReportFacts.Linked linked => $"{linked.Link.Relation} as {linked.Link.Head}: {linked.Link.Reason}",
        ReportFacts.LinkWithdrawn withdrawn => $"Link {withdrawn.LinkId} withdrawn by '{withdrawn.By.Id}'.",
        ReportFacts.Routed routed => $"{routed.Route.Mode}, {routed.Route.Target}: {routed.Route.Reason}",
        ReportFacts.IssueResolved resolved => $"{(resolved.Issue.WasFound ? "Found" : "Made")} issue {resolved.Issue.Id ?? "(none)"}: {resolved.Issue.Location}",
        ReportFacts.IssueLabelled labelled => labelled.Problem ?? $"The issue says {labelled.Severity}.",
        ReportFacts.Mentioned mentioned => mentioned.Problem ?? $"The issue of {mentioned.Head} tells of it.",
        ReportFacts.Planned planned => $"{planned.Plan}: {planned.Reason}",
        ReportFacts.Downgraded downgraded => $"{downgraded.From} became {downgraded.To}: {downgraded.Reason}",
        ReportFacts.ForkReady fork => $"Changes are published to the fork of '{fork.Owner}', {fork.Location}.",
        ReportFacts.SessionStarted started => $"Session {started.Session} mends it.",
        ReportFacts.PullRequestNoted noted => string.Create(CultureInfo.InvariantCulture, $"Pull request {noted.Number} is open."),
        ReportFacts.WrittenBack written => written.Problem ?? $"The issue tells of it: {written.What}.",
        ReportFacts.Halted halted => halted.Reason,
        ReportFacts.Settled settled => $"What became of {settled.Operation} is known.",
        ReportFacts.TakenUpAgain again => $"Taken up again by '{again.By.Id}'.",
        _ => "",
    };
}
