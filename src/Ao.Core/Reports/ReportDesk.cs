using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ao.Consents;
using Ao.Duplicates;
using Ao.Effects;
using Ao.Journal;
using Ao.Projects;

namespace Ao.Reports;

/// <summary>What operators do with reports.</summary>
internal sealed class ReportDesk(ReportContext context, ReportCapture capture, AttachmentStore attachments, ProjectCatalog projects, OperatorGuard operators, OperationKeys keys) : IReports
{
    public async Task<TrackedReport> FileAsync(ReportFiling filing, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filing);
        var project = projects.Get(filing.Project);
        var by = OperatorName.Check(filing.By);
        var operation = keys.Of(project.Id, $"report/{OperationKeys.IntentOf(filing.Key)}");
        return (await capture.FileAsync(project, operation, filing.Report, filing.Attachments, by, cancellationToken).ConfigureAwait(false)).View;
    }

    public TrackedReport Get(string id) => context.Reports.Get(id).View;

    public IReadOnlyList<TrackedReport> List(ReportQuery? query = null)
    {
        query ??= new ReportQuery();
        return [.. context.Reports.All
            .Where(report => query.Project is not { } project || report.Filed.Project == project)
            .Where(report => query.Session is not { } session || report.Filed.Report.SourceSession == session)
            .Where(report => query.Head is not { } head || report.Id == head || report.Link?.Head == head)
            .Where(report => query.MinSeverity is not { } least || report.Severity.Value >= least)
            .OrderBy(static report => report.CapturedAt)
            .Select(static report => report.View)];
    }

    public async IAsyncEnumerable<TrackedReport> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Only which reports have changed is kept, so that a slow watcher sees the newest state and holds no history.
        var changed = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
        void OnChanged(ReportState report) => changed.Writer.TryWrite(report.Id);

        context.Reports.Changed += OnChanged;
        try
        {
            foreach (var report in context.Reports.All.OrderBy(static report => report.CapturedAt))
            {
                yield return report.View;
            }

            await foreach (var id in changed.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return context.Reports.Get(id).View;
            }
        }
        finally
        {
            context.Reports.Changed -= OnChanged;
        }
    }

    public ValueTask<Stream> OpenAttachmentAsync(string id, string sha256, CancellationToken cancellationToken = default)
    {
        var attachment = context.Reports.Get(id).Filed.Attachments.FirstOrDefault(attachment => attachment.Sha256 == sha256)
            ?? throw new AoException($"Report '{id}' has no attachment '{Printable.Quote(sha256)}'. Give the hash of one that the report lists.");
        return attachments.OpenAsync(attachment, cancellationToken);
    }

    public async Task<TrackedReport> CorrectSeverityAsync(string id, ReportSeverity severity, Operator by, string? reason = null, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(severity))
        {
            throw new AoException($"There is no severity {(int)severity}. Use one of {string.Join(", ", Enum.GetNames<ReportSeverity>())}.");
        }

        var person = operators.Check(by);
        var words = OperatorName.Shorten(reason, OperatorName.MaxReasonLength);
        return await ChangeAsync(id, report => report.Severity.Value == severity && report.Severity.CorrectedBy is not null ? null : new ReportFacts.SeverityCorrected(severity, person, words), cancellationToken).ConfigureAwait(false);
    }

    public Task<TrackedReport> LinkAsync(string id, string head, Operator by, string? reason = null, CancellationToken cancellationToken = default)
    {
        var person = operators.Check(by);
        var words = OperatorName.Shorten(reason, OperatorName.MaxReasonLength);
        return ChangeAsync(
            id,
            report =>
            {
                var target = context.Reports.Get(context.Reports.Get(head).Link?.Head ?? head);
                RefuseLink(report, target);
                return new ReportFacts.Linked(capture.LinkOf(report, target, ReportLinkRelation.Duplicate, words is { Length: > 0 } ? words : $"'{person.Id}' says so.", probability: null, person));
            },
            cancellationToken);
    }

    public Task<TrackedReport> WithdrawLinkAsync(string id, Operator by, string? reason = null, CancellationToken cancellationToken = default)
    {
        var person = operators.Check(by);
        var words = OperatorName.Shorten(reason, OperatorName.MaxReasonLength);
        return ChangeAsync(
            id,
            report => report.Link is { } link
                ? new ReportFacts.LinkWithdrawn(link.Id, person, words)
                : throw new AoException($"Report '{id}' is linked to no other one, so that no link can be withdrawn."),
            cancellationToken);
    }

    public Task<TrackedReport> ProceedAsync(string id, Operator by, CancellationToken cancellationToken = default)
    {
        var person = operators.Check(by);
        return ChangeAsync(
            id,
            report => report.IsMerged ? throw new AoException($"The change for report '{id}' is merged, so that nothing is left to do.") : new ReportFacts.TakenUpAgain(person),
            cancellationToken);
    }

    public IReadOnlyList<DuplicateMatch> SuggestDuplicates(string id) => capture.Suggest(context.Reports.Get(id));

    private void RefuseLink(ReportState report, ReportState head)
    {
        if (report.Id == head.Id)
        {
            throw new AoException($"Report '{report.Id}' stands for the problem itself and cannot be linked to itself. Name another report.");
        }

        if (report.Filed.Project != head.Filed.Project)
        {
            throw new AoException($"Report '{report.Id}' belongs to project '{report.Filed.Project}' and '{head.Id}' to '{head.Filed.Project}'. Link reports of one project.");
        }

        if (report.Link is { } link)
        {
            throw new AoException($"Report '{report.Id}' is linked to '{link.Head}' already. Withdraw that link first.");
        }

        if (context.Reports.MembersOf(report.Id).FirstOrDefault() is { } member)
        {
            throw new AoException($"Report '{member.Id}' and perhaps others are linked to '{report.Id}', and a chain of links is not made. Link '{head.Id}' to '{report.Id}' instead, or withdraw those links first.");
        }
    }

    /// <summary>Decides on the newest state, and again where something was written meanwhile.</summary>
    private async Task<TrackedReport> ChangeAsync(string id, Func<ReportState, object?> decide, CancellationToken cancellationToken)
    {
        while (true)
        {
            var report = context.Reports.Get(id);
            if (decide(report) is not { } fact)
            {
                return report.View;
            }

            try
            {
                await context.AppendAsync(report, cancellationToken, fact).ConfigureAwait(false);
                return context.Reports.Get(id).View;
            }
            catch (StreamVersionException)
            {
                // The report has moved on: look again.
            }
        }
    }
}
