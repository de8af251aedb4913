using Ao.Effects;
using Ao.Forks;
using Ao.Notifiers;
using Ao.Prompts;
using Ao.Sessions;
using Ao.Sessions.Steps;

namespace Ao.Reports;

/// <summary>Has what was reported mended: the fork, the session, and what came of it.</summary>
internal sealed class MendingSteps(ReportContext context, SessionSpawner spawner, IForks forks)
{
    private const string Task = "Mend the problem that the report below describes. Look for its cause first, and make sure that it is what the report says: the report may be mistaken. Change no more than is needed, add a test that fails without your change, and do what the project's rules say. When you are done, claim it.";

    /// <summary>Makes the fork and has changes published there. Both are for a person to allow.</summary>
    public async Task EnsureForkAsync(ReportState report, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(report);
        if (project.Options.Feedback.ForkOwner is not { } owner)
        {
            await DowngradeAsync(report, FollowUpPlan.IssueOnly, "The project's feedback names no owner of a fork any more.", cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            var fork = await forks.CreateAsync(project.Id, owner, cancellationToken).ConfigureAwait(false);
            await forks.SwitchPushTargetAsync(project.Id, fork.Location, cancellationToken).ConfigureAwait(false);
            await context.RecordAsync(report, receipt: null, problem: null, cancellationToken, new ReportFacts.ForkReady(fork.Owner, fork.Location)).ConfigureAwait(false);
        }
        catch (OutcomeUnknownException exception)
        {
            await context.RecordAsync(report, receipt: null, problem: null, cancellationToken, new ReportFacts.Halted(exception.Message)).ConfigureAwait(false);
        }
        catch (AoException exception) when (exception is not TransientException)
        {
            await DowngradeAsync(report, FollowUpPlan.IssueOnly, exception.Message, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Starts the session that mends it.</summary>
    public async Task StartSessionAsync(ReportState report, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(report);
        var key = context.SessionKeyOf(report);
        var issue = report.Issue!;
        var request = new SpawnRequest
        {
            Project = project.Id.Value,
            Title = ShortText.Of($"Mend: {IssueText.TitleOf(report)}", 200),
            Prompt = Task,
            Context = [new OutsideText($"report {report.Id}, a {IssueText.TypeOf(report.Filed.Report)}", IssueText.ForAgent(report))],
            Issue = new IssueReference(issue.Id ?? report.Id, issue.Location, report.Id),
            Key = key,
        };
        var action = new EffectAction<string>
        {
            ResultType = EffectResultsJson.Default.String,
            Find = _ => ValueTask.FromResult(context.Sessions.Sessions.IdOf(key)?.Value),
            Perform = async () => (await spawner.SpawnAsync(request, CancellationToken.None).ConfigureAwait(false)).Id.Value,

            // The key makes one session, however often it is asked for.
            MayRepeat = true,
        };
        var outcome = await context.Gate.PerformAsync(context.Caused(EffectOf(report, project.Options.Agent, request), report), action, cancellationToken).ConfigureAwait(false);
        switch (outcome)
        {
            case { Value: { } session }:
                await context.RecordAsync(report, receipt: null, problem: null, cancellationToken, new ReportFacts.SessionStarted(SessionId.Parse(session))).ConfigureAwait(false);
                break;
            case { Status: EffectStatus.Closed }:
                break;
            case { IsTransient: true }:
                throw outcome.Transient("The session could not be started.");
            case { Status: EffectStatus.Denied }:
                await DowngradeAsync(report, FollowUpPlan.IssueOnly, outcome.Reason ?? "It was denied.", cancellationToken).ConfigureAwait(false);
                break;
            default:
                await context.RecordAsync(report, receipt: null, problem: null, cancellationToken, new ReportFacts.Halted(outcome.Reason ?? outcome.Status.ToString(), outcome.Status == EffectStatus.Unknown ? key : null)).ConfigureAwait(false);
                break;
        }
    }

    public async Task NotePullRequestAsync(ReportState report, CancellationToken cancellationToken)
    {
        var proposed = context.Sessions.Sessions.Get(report.Session!.Value).PullRequest!;
        await context.AppendAsync(report, cancellationToken, new ReportFacts.PullRequestNoted(proposed.Number!.Value, proposed.Address)).ConfigureAwait(false);
    }

    public async Task NoteRefusalAsync(ReportState report, CancellationToken cancellationToken)
    {
        var proposed = context.Sessions.Sessions.Get(report.Session!.Value).PullRequest!;
        await context.AppendAsync(report, cancellationToken, new ReportFacts.Downgraded(report.Plan!.Value, FollowUpPlan.IssueOnly, $"The pull request was not opened: {proposed.Reason}")).ConfigureAwait(false);
    }

    private async Task DowngradeAsync(ReportState report, FollowUpPlan to, string reason, CancellationToken cancellationToken) =>
        await context.RecordAsync(report, receipt: null, problem: null, cancellationToken, new ReportFacts.Downgraded(report.Plan!.Value, to, reason)).ConfigureAwait(false);

    private static Effect EffectOf(ReportState report, string agent, SpawnRequest request) => new()
    {
        Key = request.Key!.Value,
        Kind = EffectKind.SpawnSession,
        Project = report.Filed.Project,
        Title = $"Start a session for report {report.Id}: {IssueText.TitleOf(report)}",
        Parameters = new Dictionary<string, string>
        {
            ["agent"] = agent,
            ["report"] = report.Id,
            ["issue"] = request.Issue!.Id,
            ["issueLocation"] = request.Issue.Location,
            ["plan"] = report.Plan!.Value.ToString(),
            ["title"] = request.Title!,
            ["prompt"] = request.Prompt,
            ["context"] = request.Context[0].Text,
        },
        Details = new ConsentDetails { Target = report.Route!.Location, Issue = $"{request.Issue.Id}: {request.Issue.Location}" },
    };
}
