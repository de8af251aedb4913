using Ao.Effects;
using Ao.Plugins;
using Ao.Reports;
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

        var submission = new ReportSubmission { Key = filed.Operation, Source = project.Source, Report = filed.Report, FiledAt = filed.At };
        var effect = ReportEffects.Submit(reporter, submission, state.Id);
        var target = context.Plugins.Get<IReporter>(reporter);
        var action = new EffectAction<ReportReceipt>
        {
            ResultType = EffectResultsJson.Default.ReportReceipt,
            Find = token => target.FindAsync(submission.Source, submission.Key, token),
            Perform = () => target.SubmitAsync(submission),
            MayRepeat = OncePerKey.IsPromisedBy(context.Plugins, Slot.Reporter, reporter),
        };
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        if (outcome.Value is null && context.Stops.IsClosed(state.Id))
        {
            // The session was stopped meanwhile: the report waits for its restore.
            return;
        }

        if (outcome.Status == EffectStatus.Unknown || outcome.IsTransient)
        {
            // Done again, the submission reads back what became of it.
            throw new TransientException(outcome.Reason ?? "It is not known whether the report was submitted.");
        }

        object fact = outcome.Value is { } receipt
            ? new Facts.ReportSubmitted(filed.Operation, receipt)
            : new Facts.ReportNotSubmitted(filed.Operation, outcome.Reason ?? outcome.Status.ToString());
        await context.AppendAsync(state.Id, cancellationToken, fact).ConfigureAwait(false);
    }
}
