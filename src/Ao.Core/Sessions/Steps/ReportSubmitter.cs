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
        if (outcome.Status == EffectStatus.Closed || (outcome.Value is null && context.Stops.IsClosed(state.Id)))
        {
            // The session was stopped meanwhile: the report waits for its restore, or goes on where that has come already.
            return;
        }

        if (outcome.IsTransient)
        {
            throw new TransientException(outcome.Reason ?? "The reporter could not be reached.");
        }

        // One of which it is not known whether it was submitted holds nothing up: should it be found later, it is taken up then.
        object fact = outcome.Value is { } receipt
            ? new Facts.ReportSubmitted(filed.Operation, receipt)
            : new Facts.ReportNotSubmitted(filed.Operation, outcome.Reason ?? outcome.Status.ToString());
        await context.AppendAsync(state.Id, cancellationToken, fact).ConfigureAwait(false);
    }
}
