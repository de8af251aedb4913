using System.Text.Json.Serialization.Metadata;
using Ao.Effects;
using Ao.Reports;
using Ao.Scm;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Sends the reports that sessions file to the project's reporter.</summary>
internal sealed class ReportSubmitter(SessionContext context)
{
    public async Task SubmitAsync(SessionState state, CancellationToken cancellationToken)
    {
        var project = context.ProjectOf(state);
        var filed = state.NextReport!;
        if (project.Options.Reporter is not { } reporter)
        {
            await context.AppendAsync(state.Id, cancellationToken, new Facts.ReportNotSubmitted(filed.Operation, "The project has no reporter; the report is kept in the journal.")).ConfigureAwait(false);
            return;
        }

        var effect = new Effect
        {
            Key = filed.Operation,
            Kind = EffectKind.SubmitReport,
            Project = project.Id,
            Session = state.Id,
            Title = $"Submit the report '{Printable.Quote(filed.Report.Title)}' to {reporter}",
            Parameters = new Dictionary<string, string>
            {
                ["reporter"] = reporter,
                ["type"] = filed.Report.Type.ToString(),
                ["title"] = filed.Report.Title,
                ["body"] = filed.Report.Body,
            },
        };
        var submission = new ReportSubmission { Key = filed.Operation, Source = project.Source, Report = filed.Report, FiledAt = filed.At };
        var action = new Submission(context.Plugins.Get<IReporter>(reporter), submission);
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        if (outcome.Value is null && context.Stops.IsClosed(state.Id))
        {
            // The session was stopped meanwhile: the report waits for its restore.
            return;
        }

        if (outcome.Status == EffectStatus.Unknown || action.WasUnreachable)
        {
            // Done again, the submission reads back what became of it.
            throw new TransientException(outcome.Reason ?? "It is not known whether the report was submitted.");
        }

        object fact = outcome.Value is { } receipt
            ? new Facts.ReportSubmitted(filed.Operation, receipt)
            : new Facts.ReportNotSubmitted(filed.Operation, outcome.Reason ?? outcome.Status.ToString());
        await context.AppendAsync(state.Id, cancellationToken, fact).ConfigureAwait(false);
    }

    private sealed class Submission(IReporter reporter, ReportSubmission submission) : IEffectAction<ReportReceipt>
    {
        public JsonTypeInfo<ReportReceipt> ResultType => EffectResultsJson.Default.ReportReceipt;

        /// <summary>Gets whether the last call did not reach the reporter, which says nothing against the report.</summary>
        public bool WasUnreachable { get; private set; }

        public ValueTask<ReportReceipt?> FindAsync(CancellationToken cancellationToken) =>
            CallAsync(() => reporter.FindAsync(submission.Source, submission.Key, cancellationToken));

        public ValueTask<ReportReceipt> PerformAsync(CancellationToken cancellationToken) =>
            CallAsync(() => reporter.SubmitAsync(submission, cancellationToken));

        private async ValueTask<T> CallAsync<T>(Func<ValueTask<T>> call)
        {
            WasUnreachable = false;
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (TransientException)
            {
                WasUnreachable = true;
                throw;
            }
        }
    }
}
