using Microsoft.Extensions.Logging;

namespace Ao.Reports;

/// <summary>Carries out what was decided for a report. Every step can be repeated.</summary>
internal sealed partial class FollowUpSteps(ReportContext context, IssueSteps issues, MendingSteps mending, IEnumerable<IFeedbackAdvisor> advisors, ILogger<FollowUpSteps> logger)
{
    /// <summary>Carries out a step.</summary>
    /// <returns>Whether the report may have something else to do now; <see langword="false"/> where it waits for something to happen.</returns>
    public async Task<bool> TakeAsync(ReportState report, FollowUpStep step, CancellationToken cancellationToken)
    {
        await (step switch
        {
            FollowUpStep.Route => RouteAsync(report, cancellationToken),
            FollowUpStep.Mention => issues.MentionAsync(report, context.Reports.Get(report.Link!.Head), cancellationToken),
            FollowUpStep.ResolveIssue => issues.ResolveAsync(report, cancellationToken),
            FollowUpStep.Label => issues.LabelAsync(report, cancellationToken),
            FollowUpStep.Plan => PlanAsync(report, cancellationToken),
            FollowUpStep.EnsureFork => mending.EnsureForkAsync(report, cancellationToken),
            FollowUpStep.StartSession => mending.StartSessionAsync(report, cancellationToken),
            FollowUpStep.NotePullRequest => mending.NotePullRequestAsync(report, cancellationToken),
            FollowUpStep.NoteRefusal => mending.NoteRefusalAsync(report, cancellationToken),
            FollowUpStep.TellPullRequest => issues.TellAsync(report, WriteBack.PullRequest, cancellationToken),
            FollowUpStep.TellMerged => issues.TellAsync(report, WriteBack.Merged, cancellationToken),
            _ => Task.CompletedTask,
        }).ConfigureAwait(false);

        // A step that wrote nothing down was held up by a closed gate: it is taken again when that opens.
        return context.Reports.Get(report.Id).Version != report.Version;
    }

    private async Task RouteAsync(ReportState report, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(report);
        await context.AppendAsync(report, cancellationToken, new ReportFacts.Routed(TargetDecision.Decide(report.Filed.Report, project.Options.Feedback, project.Options.Fork, project.Source.Location))).ConfigureAwait(false);
    }

    private async Task PlanAsync(ReportState report, CancellationToken cancellationToken)
    {
        var (plan, reason) = PlanDecision.Decide(report, context.FeedbackOf(report), await AdviceAsync(report, cancellationToken).ConfigureAwait(false));
        await context.AppendAsync(report, cancellationToken, new ReportFacts.Planned(plan, reason)).ConfigureAwait(false);
    }

    /// <summary>Asks the adviser, where the host has one. Its failure is no reason to stop.</summary>
    private async Task<FeedbackAdvice?> AdviceAsync(ReportState report, CancellationToken cancellationToken)
    {
        if (advisors.LastOrDefault() is not { } advisor)
        {
            return null;
        }

        try
        {
            return await advisor.AdviseAsync(report.View, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNoAdvice(exception, report.Id);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The adviser has no usable advice for report {Report}; it is planned without.")]
    private partial void LogNoAdvice(Exception exception, string report);
}
