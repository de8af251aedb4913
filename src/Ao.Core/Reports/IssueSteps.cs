using System.Globalization;
using Ao.Effects;
using Ao.Plugins;
using Ao.Scm;
using Ao.Sessions.Steps;
using Ao.Trackers;

namespace Ao.Reports;

/// <summary>Finds or makes the issues of reports, and keeps them told.</summary>
internal sealed class IssueSteps(ReportContext context, AttachmentStore attachments)
{
    private const string NoReporter = "The project has no reporter; the report is kept in the journal.";

    public Task ResolveAsync(ReportState report, CancellationToken cancellationToken) =>
        report.Route!.Mode == FeedbackMode.Local ? SubmitAsync(report, cancellationToken) : FindOrCreateAsync(report, cancellationToken);

    /// <summary>Tells the issue of the head that the problem was met again.</summary>
    public async Task MentionAsync(ReportState report, ReportState head, CancellationToken cancellationToken)
    {
        var issue = head.Issue!;

        // By their order, and not by what is told so far: reports of one problem come in together.
        var before = context.Reports.EverLinkedTo(head.Id).Count(member => member.CapturedAt < report.CapturedAt);
        var comment = $"Reported again as `{report.Id}`{(report.Filed.Report.SourceSession is { } session ? $" by session `{session}`" : "")}. {Printable.Line(report.Link!.Reason)}";
        var (isOver, problem) = before >= context.FeedbackOf(report).MaxMentions
            ? (true, string.Create(CultureInfo.InvariantCulture, $"It is linked only: {before} others came before it."))
            : await UpdateAsync(report, head, $"mention/{report.Id}", new IssueChanges { Comment = comment }, cancellationToken).ConfigureAwait(false);
        if (isOver)
        {
            var receipt = new ReportReceipt { Id = issue.Id ?? head.Id, IssueId = issue.Id, Location = issue.Location };
            await context.RecordAsync(report, receipt, problem: null, cancellationToken, new ReportFacts.Mentioned(head.Id, problem)).ConfigureAwait(false);
        }
    }

    /// <summary>Has the issue say how much the report weighs by now.</summary>
    public async Task LabelAsync(ReportState report, CancellationToken cancellationToken)
    {
        var changes = new IssueChanges { Labels = IssueText.LabelsOf(report, context.FeedbackOf(report)) };
        var (isOver, problem) = await UpdateAsync(report, report, $"severity/{report.Severity.Value.ToString().ToLowerInvariant()}/{report.Version}", changes, cancellationToken).ConfigureAwait(false);
        if (isOver)
        {
            await context.RecordAsync(report, receipt: null, problem: null, cancellationToken, new ReportFacts.IssueLabelled(report.Severity.Value, problem)).ConfigureAwait(false);
        }
    }

    /// <summary>Tells the issue what came of it.</summary>
    public async Task TellAsync(ReportState report, WriteBack what, CancellationToken cancellationToken)
    {
        var place = report.PullRequestAddress is { } address ? $" {address}" : "";
        var number = report.PullRequest!.Value;
        var changes = what == WriteBack.PullRequest
            ? new IssueChanges { Comment = string.Create(CultureInfo.InvariantCulture, $"Session `{report.Session}` proposes pull request {number}.{place}") }
            : Merged(report, string.Create(CultureInfo.InvariantCulture, $"Pull request {number} of session `{report.Session}` is merged"), place);
        var (isOver, problem) = await UpdateAsync(report, report, what == WriteBack.PullRequest ? "pull-request" : "merged", changes, cancellationToken).ConfigureAwait(false);
        if (isOver)
        {
            await context.RecordAsync(report, receipt: null, problem: null, cancellationToken, new ReportFacts.WrittenBack(what, problem)).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the issue of a problem that is the project's own. Upstream has the change when it takes it, and closes its issue itself.</summary>
    private static IssueChanges Merged(ReportState report, string what, string place) => report.Route!.Target == ReportTarget.Upstream
        ? new IssueChanges { Comment = $"{what} in {Printable.Line(report.ForkLocation ?? "a fork")}, which upstream can take it from.{place}" }
        : new IssueChanges { Comment = $"{what}.{place}", IsOpen = false };

    /// <summary>Hands a report to the project's reporter, which keeps it on disk.</summary>
    private async Task SubmitAsync(ReportState report, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(report);
        if (project.Options.Reporter is not { } reporter)
        {
            await context.RecordAsync(report, receipt: null, NoReporter, cancellationToken, new ReportFacts.Downgraded(FollowUpPlan.IssueOnly, FollowUpPlan.ReportOnly, NoReporter)).ConfigureAwait(false);
            return;
        }

        if (!KeepsOnDisk.IsPromisedBy(context.Plugins, Slot.Reporter, reporter))
        {
            await HaltAsync(report, $"The reporter '{reporter}' does not promise to keep reports on this machine, and the project's feedback is local. Name another reporter, or set Ao:Projects:{project.Id}:Feedback:Mode to Scm.", cancellationToken).ConfigureAwait(false);
            return;
        }

        var submission = new ReportSubmission
        {
            Key = report.Filed.Operation,
            Source = project.Source,
            Report = report.Filed.Report with { Severity = report.Severity.Value },
            FiledAt = report.Filed.FiledAt,
            Attachments = [.. report.Filed.Attachments.Select(attachments.Attach)],
        };
        var target = context.Plugins.Get<IReporter>(reporter);
        var action = new EffectAction<ReportReceipt>
        {
            ResultType = EffectResultsJson.Default.ReportReceipt,
            Find = token => target.FindAsync(submission.Source, submission.Key, token),
            Perform = () => target.SubmitAsync(submission),
            MayRepeat = OncePerKey.IsPromisedBy(context.Plugins, Slot.Reporter, reporter),
        };
        var effect = context.Caused(ReportEffects.Submit(reporter, submission), report);
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        if (outcome.Value is { } receipt)
        {
            // A reporter that is a tracker too keeps the issue of the same id there.
            var tracker = receipt.IssueId is not null && context.Plugins.Find<ITracker>(Slot.Tracker, reporter) is not null && KeepsOnDisk.IsPromisedBy(context.Plugins, Slot.Tracker, reporter) ? reporter : null;
            var issue = new ReportIssue { Tracker = tracker, Id = receipt.IssueId, Location = receipt.Location };
            await context.RecordAsync(report, receipt, problem: null, cancellationToken, new ReportFacts.IssueResolved(issue)).ConfigureAwait(false);
            return;
        }

        await RefusedAsync(report, effect.Key, outcome, cancellationToken).ConfigureAwait(false);
    }

    private async Task FindOrCreateAsync(ReportState report, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(report);
        if (project.Options.Tracker is not { } name)
        {
            await HaltAsync(report, $"The project has no tracker for its reports. Name one with Ao:Projects:{project.Id}:Tracker.", cancellationToken).ConfigureAwait(false);
            return;
        }

        var tracker = context.Plugins.Get<ITracker>(name);
        var source = SourceOf(report);
        if (await FindAsync(tracker, source, IssueText.MarkerOf(report), cancellationToken).ConfigureAwait(false) is { } found)
        {
            await TakeAsync(report, name, found, wasFound: true, cancellationToken).ConfigureAwait(false);
            return;
        }

        var feedback = context.FeedbackOf(report);
        var request = new IssueRequest
        {
            Key = context.Keys.Of(project.Id, $"report/{report.Id}/issue"),
            Source = source,
            Title = IssueText.TitleOf(report),
            Body = IssueText.BodyOf(report, context.Reports.MembersOf(report.Id)),
            Labels = IssueText.LabelsOf(report, feedback),
            Assignees = [.. feedback.Assignees],
            Attachments = [.. report.Filed.Attachments.Select(attachments.Attach)],
        };
        var action = IssueActions.Create(context.Plugins, name, request);
        var effect = context.Caused(IssueEffects.Create(name, request), report);
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        if (outcome.Value is { } made)
        {
            await TakeAsync(report, name, made, wasFound: false, cancellationToken).ConfigureAwait(false);
            return;
        }

        await RefusedAsync(report, effect.Key, outcome, cancellationToken).ConfigureAwait(false);
    }

    private async Task TakeAsync(ReportState report, string tracker, Issue issue, bool wasFound, CancellationToken cancellationToken)
    {
        var resolved = new ReportIssue { Tracker = tracker, Id = issue.Id, Location = issue.Address?.ToString() ?? $"issue {issue.Id} of {report.Route!.Location}", WasFound = wasFound };
        var receipt = new ReportReceipt { Id = report.Id, IssueId = issue.Id, Location = resolved.Location };
        await context.RecordAsync(report, receipt, problem: null, cancellationToken, new ReportFacts.IssueResolved(resolved)).ConfigureAwait(false);
    }

    private static async Task<Issue?> FindAsync(ITracker tracker, ProjectSource source, string marker, CancellationToken cancellationToken)
    {
        await foreach (var issue in tracker.ListAsync(source, new IssueQuery { Text = marker }, cancellationToken).ConfigureAwait(false))
        {
            if (issue.Body.Contains(marker, StringComparison.Ordinal))
            {
                return issue;
            }
        }

        return null;
    }

    /// <summary>Changes the issue of a report.</summary>
    /// <param name="cause">The report for which it is changed.</param>
    /// <param name="owner">The report whose issue it is.</param>
    /// <param name="what">The part of the operation's key that says what is changed.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>Whether nothing is left to do for it, and why it was not done where it was not.</returns>
    private async Task<(bool IsOver, string? Problem)> UpdateAsync(ReportState cause, ReportState owner, string what, IssueChanges changes, CancellationToken cancellationToken)
    {
        if (owner.Issue is not { Tracker: { } name, Id: { } id })
        {
            return (true, "The reporter has no tracker that could be told.");
        }

        var update = new IssueUpdate
        {
            Key = context.Keys.Of(owner.Filed.Project, $"report/{owner.Id}/{what}"),
            Source = SourceOf(owner),
            Id = id,
            IsOpen = changes.IsOpen,
            Labels = changes.Labels,
            Comment = changes.Comment,
        };
        var action = IssueActions.Update(context.Plugins, name, update);
        var effect = IssueEffects.Update(name, update) with { Session = context.CauseOf(cause) };
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        return outcome switch
        {
            { Status: EffectStatus.Succeeded } => (true, null),
            { Status: EffectStatus.Closed } => (false, null),
            { IsTransient: true } => throw outcome.Transient("The tracker could not be reached."),
            _ => (true, outcome.Reason ?? outcome.Status.ToString()),
        };
    }

    private async Task RefusedAsync<T>(ReportState report, OperationKey operation, EffectOutcome<T> outcome, CancellationToken cancellationToken)
        where T : class
    {
        if (outcome.Status == EffectStatus.Closed)
        {
            // The session that filed it was stopped meanwhile: the report waits for its restore, or for an operator.
            return;
        }

        if (outcome.IsTransient)
        {
            throw outcome.Transient("It could not be reached.");
        }

        var reason = outcome.Reason ?? outcome.Status.ToString();
        object fact = outcome.Status == EffectStatus.Denied ? new ReportFacts.Downgraded(report.Plan ?? FollowUpPlan.IssueOnly, FollowUpPlan.ReportOnly, reason) : new ReportFacts.Halted(reason, outcome.Status == EffectStatus.Unknown ? operation : null);
        await context.RecordAsync(report, receipt: null, reason, cancellationToken, fact).ConfigureAwait(false);
    }

    private async Task HaltAsync(ReportState report, string reason, CancellationToken cancellationToken) =>
        await context.RecordAsync(report, receipt: null, reason, cancellationToken, new ReportFacts.Halted(reason)).ConfigureAwait(false);

    private ProjectSource SourceOf(ReportState report) => context.ProjectOf(report).Source with { Location = report.Route!.Location };

    private sealed record IssueChanges
    {
        public string? Comment { get; init; }

        public IReadOnlyList<string>? Labels { get; init; }

        public bool? IsOpen { get; init; }
    }
}
