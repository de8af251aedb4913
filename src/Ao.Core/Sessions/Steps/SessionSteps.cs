using System.Diagnostics;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Carries out the steps that are decided for sessions.</summary>
internal sealed class SessionSteps(SessionContext context, LaunchSteps launch, Verifier verifier, ProposalSteps proposals, VerdictStep verdicts, ClosingStep closing)
{
    /// <summary>Carries out any step but <see cref="SessionStep.Rest"/> and <see cref="SessionStep.Attend"/>.</summary>
    public async Task PerformAsync(SessionStep step, SessionState state, CancellationToken cancellationToken)
    {
        using var activity = AoTelemetry.ActivitySource.StartActivity($"ao.session.{step}");
        activity?.SetTag(AoTelemetry.SessionIdTag, state.Id.Value);
        activity?.SetTag(AoTelemetry.ProjectTag, state.Request.Project.Value);
        var started = context.Time.GetTimestamp();
        try
        {
            await DispatchAsync(step, state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            throw;
        }
        finally
        {
            SessionMetrics.StepDuration.Record(context.Time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("ao.session.step", step.ToString()));
        }
    }

    private Task DispatchAsync(SessionStep step, SessionState state, CancellationToken cancellationToken) => step switch
    {
        SessionStep.OpenWorkspace => launch.OpenWorkspaceAsync(state, cancellationToken),
        SessionStep.IntendTask => launch.IntendAsync(state, message: null, cancellationToken),
        SessionStep.IntendMessage => launch.IntendAsync(state, state.NextMessage, cancellationToken),
        SessionStep.IntendTakeUp => launch.IntendTakeUpAsync(state, cancellationToken),
        SessionStep.Launch => launch.LaunchAsync(state, cancellationToken),
        SessionStep.Stop => launch.StopAsync(state, cancellationToken),
        SessionStep.EndRun => launch.EndRunAsync(state, cancellationToken),
        SessionStep.Verify => verifier.VerifyAsync(state, cancellationToken),
        SessionStep.PostVerdict => verdicts.PostAsync(state, cancellationToken),
        SessionStep.OpenPullRequest => proposals.OpenAsync(state, cancellationToken),
        SessionStep.UpdatePullRequest => proposals.UpdateAsync(state, cancellationToken),
        SessionStep.CloseWorkspace => closing.CloseAsync(state, cancellationToken),
        SessionStep.Fail => FailAsync(state, cancellationToken),
        SessionStep.Lose => context.AppendAsync(state, cancellationToken, new Facts.Lost("The agent's process is gone and how it ended is not known. Restore the session to go on.")).AsTask(),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "This step is not performed here."),
    };

    private async Task FailAsync(SessionState state, CancellationToken cancellationToken)
    {
        var tail = await OutputTail.ReadAsync(context.RuntimeOf(state), state.Run!.Handle, cancellationToken).ConfigureAwait(false);
        await context.AppendAsync(state, cancellationToken, new Facts.Failed($"The agent exited with code {state.Run.ExitCode} without a claim to be done{(tail.Length == 0 ? " and wrote nothing." : $". The end of its output:\n{tail}")}")).ConfigureAwait(false);
    }
}
