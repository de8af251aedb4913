using System.Collections;
using Ao;
using Ao.Consents;
using Ao.Effects;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Reviews;
using Ao.Sessions;

namespace Quickstart;

/// <summary>The sessions of a run: those that were planned, and those that reports have brought about meanwhile.</summary>
internal sealed class Team(IOrchestrator orchestrator, IReadOnlyList<SessionId> planned) : IReadOnlyList<SessionId>
{
    public int Count => Sessions.Count;

    private List<SessionId> Sessions => [.. planned.Concat(orchestrator.Reports.List().Select(static report => report.Session).OfType<SessionId>()).Distinct()];

    public SessionId this[int index] => Sessions[index];

    /// <summary>Tells whether every report has come as far as it can without a person.</summary>
    public bool ReportsAreSettled
    {
        get
        {
            var reports = orchestrator.Reports.List();
            var taken = reports.Select(static report => report.Operation).ToHashSet();
            return Sessions.SelectMany(id => orchestrator.Get(id).Reports).All(filed => taken.Contains(filed.Operation)) && reports.All(IsSettled);
        }
    }

    /// <summary>Gets the sessions of the run and those that read their changes.</summary>
    public IReadOnlyList<SessionId> Everyone => [.. Sessions, .. orchestrator.List().Where(static session => session.Role == SessionRole.Reviewer).Select(static session => session.Id)];

    /// <summary>Tells whether every change that is proposed was read, or a person has to look.</summary>
    public bool ReviewsAreSettled => orchestrator.Reviews.List().All(review =>
        orchestrator.Get(review.Session).PullRequest is not { State: ProposalState.Open } || review.Progress is ReviewProgress.Passed or ReviewProgress.Stalled);

    /// <summary>Tells whether the issues of merged changes know it.</summary>
    public bool MergesAreTold => orchestrator.Reports.List().All(report =>
        report.Session is not { } session || orchestrator.Get(session).PullRequest is not { State: ProposalState.Merged } || report.Progress == ReportProgress.Merged || report.Hindrance is not null);

    public IEnumerator<SessionId> GetEnumerator() => Sessions.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool IsSettled(TrackedReport report) =>
        report.Link is not null || report.Hindrance is not null || report.Session is not null || report.Plan is FollowUpPlan.IssueOnly or FollowUpPlan.ReportOnly
        || orchestrator.Consents.List().Any(consent => consent.Kind is EffectKind.SpawnSession or EffectKind.CreateIssue && consent.State == ConsentState.Pending && consent.Parameters.GetValueOrDefault("report.id") == report.Id);
}
