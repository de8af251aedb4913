using System.Text.Json;
using System.Text.Json.Serialization;
using Ao;
using Ao.Consents;
using Ao.Plugins;
using Ao.PullRequests;
using Ao.Reviews;
using Ao.Scm;
using Ao.Sessions;

namespace Quickstart;

/// <summary>What came out of a run.</summary>
internal sealed record RunSummary
{
    public required string Folder { get; init; }

    public required string Repository { get; init; }

    public required string Journal { get; init; }

    public required IReadOnlyList<SessionLine> Sessions { get; init; }

    public required IReadOnlyList<PullRequestLine> PullRequests { get; init; }

    public required IReadOnlyList<ReviewLine> Reviews { get; init; }

    public required IReadOnlyList<MergeLine> MergePlan { get; init; }

    public required IReadOnlyList<ReportLine> Reports { get; init; }

    /// <summary>Gets what waits for a person besides.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    public required IReadOnlyList<ConsentLine> Consents { get; init; }

    public required IReadOnlyList<PluginLine> Plugins { get; init; }

    public required RecoveryLine Recovery { get; init; }

    /// <summary>Gets whether merging was left to the person: what is open is as far as the run goes then.</summary>
    [JsonIgnore]
    public bool LeavesMerging { get; init; }

    [JsonIgnore]
    public int ExitCode =>
        Consents.Any(static consent => consent.State == ConsentState.Pending) ? ExitCodes.AwaitingConsent
        : Sessions.All(static session => session is { Status: SessionStatus.Done, Refused: null }) && PullRequests.All(pullRequest => pullRequest.State == PullRequestState.Merged || (LeavesMerging && pullRequest.State == PullRequestState.Open))
            ? ExitCodes.Success
            : ExitCodes.Incomplete;

    public static async Task<RunSummary> MakeAsync(
        IOrchestrator orchestrator,
        IReadOnlyList<SessionId> ids,
        RunPlan plan,
        Merges merges,
        IReadOnlyList<SessionId> restored,
        CancellationToken cancellationToken)
    {
        var sessions = ids.Select(orchestrator.Get).ToList();
        var pullRequests = new List<PullRequestLine>();
        foreach (var session in sessions.Where(static session => session.PullRequest?.Number is not null))
        {
            var pullRequest = await orchestrator.PullRequests.GetAsync(session.Id, cancellationToken);
            pullRequests.Add(new PullRequestLine(session.Id, pullRequest.Number, pullRequest.Title, pullRequest.State, pullRequest.MergeRevision, merges.Problems.GetValueOrDefault(session.Id)));
        }

        var recovery = orchestrator.Recovery;
        return new RunSummary
        {
            Folder = plan.Folder,
            Repository = plan.Repository,
            Journal = Path.Combine(plan.Folder, "data", "journal"),
            Sessions = [.. sessions.Select(static session => new SessionLine(session.Id, session.Title, session.Status, session.Reason, session.Runs, session.Verifications, WhyNotOpened(session), session.Budget))],
            PullRequests = pullRequests,
            Reviews = [.. orchestrator.Reviews.List().SelectMany(ReviewsOf)],
            MergePlan = [.. merges.Planned.Select(static step => new MergeLine(step.Position, step.Session, step.Number, [.. step.Behind.Select(static dependency => $"{dependency.Session}: {dependency.Why}")]))],
            Notices = [.. orchestrator.Notices.List().Select(static notice => notice.Title)],
            Reports = [.. orchestrator.Reports.List().Select(static report => new ReportLine(
                report.Id,
                report.Report.SourceSession,
                JsonNamingPolicy.SnakeCaseLower.ConvertName(report.Report.Type.ToString()),
                report.Report.Title,
                report.Severity.Value,
                report.Issue?.Id,
                report.Issue?.Location,
                report.Session,
                report.PullRequest,
                report.Progress,
                report.Hindrance))],
            Consents = [.. orchestrator.Consents.List(pendingOnly: false).Select(static consent => new ConsentLine(consent.Id, consent.Operation, consent.Title, DecisionOf(consent), consent.State, consent.AnsweredBy?.Id))],
            // What lies there and the run has no use for is left out.
            Plugins = [.. orchestrator.Plugins.List().Where(static plugin => plugin.Status != PluginStatus.Available).Select(static plugin => new PluginLine([.. plugin.Slots.Select(static slot => $"{slot.Slot.ToString().ToLowerInvariant()}/{slot.Name}")], plugin.Id, plugin.Version, plugin.Folder, plugin.Status, plugin.Problem))],
            Recovery = new RecoveryLine(recovery.Adopted, recovery.Ended, recovery.Resumed, restored, [.. recovery.Orphans.Select(static run => run.ToString())], recovery.Problems),
        };
    }

    private static string? WhyNotOpened(Session session) => session.PullRequest switch
    {
        { State: ProposalState.Refused or ProposalState.Unknown } refused => refused.Reason,
        { State: ProposalState.Waiting, Wait: { } wait } => $"It waits until {wait.Until:u}: {wait.Reason}",
        _ => null,
    };

    private static IEnumerable<ReviewLine> ReviewsOf(SessionReview review) => review.Rounds.Select(round => new ReviewLine(
        review.Session,
        round.Tier,
        round.Reviewer,
        round.Revision,
        round.State,
        [.. review.Findings.Where(finding => finding.Tier == round.Tier && finding.FirstRound <= round.Number && finding.LastRound >= round.Number).Select(static finding => finding.Text)],
        round.Reason));

    /// <summary>Says how the person decided: an approval stays one when it was used.</summary>
    private static string DecisionOf(Consent consent) => consent.State switch
    {
        ConsentState.Approved or ConsentState.Used => "approved",
        ConsentState.Denied => "denied",
        ConsentState.Pending => "pending",
        _ => "none",
    };
}
