using System.Text.Json;
using System.Text.Json.Serialization;
using Ao;
using Ao.Consents;
using Ao.Plugins;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;

namespace Quickstart;

/// <summary>What came out of a run.</summary>
internal sealed record RunSummary
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public required string Folder { get; init; }

    public required string Repository { get; init; }

    public required string Journal { get; init; }

    public required IReadOnlyList<SessionLine> Sessions { get; init; }

    public required IReadOnlyList<PullRequestLine> PullRequests { get; init; }

    public required IReadOnlyList<ReportLine> Reports { get; init; }

    public required IReadOnlyList<ConsentLine> Consents { get; init; }

    public required IReadOnlyList<PluginLine> Plugins { get; init; }

    [JsonIgnore]
    public int ExitCode =>
        Consents.Any(consent => consent.State == ConsentState.Pending) ? ExitCodes.AwaitingConsent
        : Sessions.All(session => session.Status == SessionStatus.Done) && PullRequests.All(static pullRequest => pullRequest.State == PullRequestState.Merged) && Sessions.All(session => session.Refused is null)
            ? ExitCodes.Success
            : ExitCodes.Incomplete;

    public static async Task<RunSummary> MakeAsync(IOrchestrator orchestrator, IReadOnlyList<SessionId> ids, RunPlan plan, CancellationToken cancellationToken)
    {
        var sessions = ids.Select(orchestrator.Get).ToList();
        var pullRequests = new List<PullRequestLine>();
        foreach (var session in sessions.Where(session => session.PullRequest?.Number is not null))
        {
            var pullRequest = await orchestrator.PullRequests.GetAsync(session.Id, cancellationToken);
            pullRequests.Add(new PullRequestLine(session.Id, pullRequest.Number, pullRequest.Title, pullRequest.State, pullRequest.MergeRevision));
        }

        return new RunSummary
        {
            Folder = plan.Folder,
            Repository = plan.Repository,
            Journal = Path.Combine(plan.Folder, "data", "journal"),
            Sessions = [.. sessions.Select(session => new SessionLine(session.Id, session.Title, session.Status, session.Reason, session.Runs, session.Verifications, session.PullRequest is { State: ProposalState.Refused or ProposalState.Unknown } refused ? refused.Reason : null))],
            PullRequests = pullRequests,
            Reports = [.. sessions.SelectMany(session => session.Reports.Select(report => new ReportLine(session.Id, report.Report.Type.ToString(), report.Report.Title, report.Receipt?.IssueId, report.Receipt?.Location, report.Problem)))],
            Consents = [.. orchestrator.Consents.List(pendingOnly: false).Select(consent => new ConsentLine(consent.Id, consent.Operation, consent.Title, DecisionOf(consent), consent.State, consent.AnsweredBy?.Id))],
            Plugins = [.. orchestrator.Plugins.List().Select(plugin => new PluginLine([.. plugin.Slots.Select(static slot => $"{slot.Slot.ToString().ToLowerInvariant()}/{slot.Name}")], plugin.Id, plugin.Version, plugin.Folder, plugin.Status, plugin.Problem))],
        };
    }

    public async Task PrintAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (options.Json)
        {
            await using var output = Console.OpenStandardOutput();
            await JsonSerializer.SerializeAsync(output, this, s_json, cancellationToken);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
            return;
        }

        Print();
    }

    private void Print()
    {
        foreach (var session in Sessions)
        {
            Line($"{session.Id}: {session.Status}{(session.Reason is null ? "" : $" ({session.Reason})")}, {session.Runs} run(s), verified {session.Evidence.Count} time(s).");
            foreach (var failed in session.Evidence.Where(static verification => !verification.Passed))
            {
                Line($"  sent back: {(failed.Commands is [.., var last] ? last.Name : failed.Problem)} failed at {failed.Revision[..Math.Min(10, failed.Revision.Length)]}");
            }

            if (session.Refused is not null)
            {
                Line($"  no pull request: {session.Refused}");
            }
        }

        foreach (var pullRequest in PullRequests)
        {
            Line($"Pull request {pullRequest.Number} of {pullRequest.Session}: {pullRequest.State}: {pullRequest.Title}");
        }

        foreach (var report in Reports)
        {
            Line($"Report of {report.Session}: {report.Title} -> {(report.Issue is null ? report.Problem : $"issue {report.Issue}, {report.Location}")}");
        }

        foreach (var waiting in Consents.Where(static consent => consent.State == ConsentState.Pending))
        {
            Line($"Awaits your consent: {waiting.Title}. Answer with: --resume {Folder} in a terminal, or with --yes.");
        }

        Line($"Repository: {Repository}");
        Line($"Journal: {Journal}");
    }

    /// <summary>Says how the person decided: an approval stays one when it was used.</summary>
    private static string DecisionOf(Consent consent) => consent.State switch
    {
        ConsentState.Approved or ConsentState.Used => "approved",
        ConsentState.Denied => "denied",
        ConsentState.Pending => "pending",
        _ => "none",
    };

    private static void Line(string text) => Console.WriteLine(Printable.Clean(text));
}
