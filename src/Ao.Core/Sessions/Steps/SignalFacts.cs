using Ao.Agents;
using Ao.Reviews;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Writes down what one run of an agent signals, within bounds: what agents say comes from outside.</summary>
internal sealed class SignalFacts(SessionContext context, int run, AgentCapabilities capabilities, bool turnEndClaimsDone, MessageDesk messages)
{
    private const int LongestText = 16 * 1024;
    private const int LongestName = 200;

    // Behind the most that is read, so that what is too long is not cut to something that can be.
    private const int LongestBreakdown = Backlog.BreakdownReader.MaxLength + 1;
    private const int MostParameters = 40;

    public async Task TakeAsync(SessionState state, AgentSignal signal, CancellationToken cancellationToken)
    {
        var facts = FactsOf(state, signal);
        if (facts.Count > 0)
        {
            await context.AppendAsync(state, cancellationToken, facts).ConfigureAwait(false);
        }

        switch (signal)
        {
            case ProviderLimited limited:
                await context.ProviderDesk.LimitedAsync(ProviderOf(state), limited.Kind, limited.ResetsAt, Bounded(limited.Detail, LongestName), cancellationToken).ConfigureAwait(false);
                break;
            case TurnEnded ended:
                messages.TurnEnded();
                if (ended.Outcome == TurnOutcome.Completed && capabilities.Provider is { } provider)
                {
                    await context.ProviderDesk.WentWellAsync(provider, cancellationToken).ConfigureAwait(false);
                }

                context.Providers.Leave(state.Id);
                break;
            case RunEnded:
                context.Providers.Leave(state.Id);
                break;
        }
    }

    private IReadOnlyList<object> FactsOf(SessionState state, AgentSignal signal) => signal switch
    {
        ActivityChanged changed => [new Facts.ActivityChanged(run, signal.Cursor, changed.Activity, Bounded(changed.Detail, LongestText), signal.Source, signal.At)],
        ConversationStarted started => [new Facts.ConversationStarted(run, signal.Cursor, started.ConversationId)],
        UsageReported used => [new Facts.UsageReported(run, signal.Cursor, used.InputTokens, used.OutputTokens, used.CachedTokens, used.ReasoningTokens, Bounded(used.Model, LongestName))],
        ReportFiled filed => [new Facts.ReportFiled(run, signal.Cursor, context.Keys.Of(state.Id, $"report/{run}-{signal.Cursor}"), filed.Report with { SourceSession = state.Id })],
        BreakdownProposed proposed when state.Request.Role == SessionRole.Designer => [new Facts.BreakdownProposed(run, signal.Cursor, Bounded(proposed.Json, LongestBreakdown)!)],
        DoneClaimed claimed => [new Facts.DoneClaimed(run, signal.Cursor, claimed.Summary, claimed.Revision)],
        VerdictGiven given => VerdictOf(state, given),
        OutputUnreadable unreadable => [new Facts.OutputUnreadable(run, signal.Cursor, unreadable.Problem)],
        TurnStarted started => messages.MovesOf(state, started.MessageId, MessageStage.TurnStarted),
        MessageAcknowledged acknowledged => messages.MovesOf(state, acknowledged.MessageId, MessageStage.Acknowledged),
        TurnEnded ended => EndOf(state, ended),
        PermissionAsked asked => [AskOf(asked)],
        PermissionSettled settled => [new Facts.PermissionSettled(run, signal.Cursor, settled.QuestionId)],
        ProviderLimited limited => [new Facts.ProviderLimited(run, signal.Cursor, ProviderOf(state), limited.Kind, limited.ResetsAt, Bounded(limited.Detail, LongestText))],
        RunEnded { ExitCode: 0 } when capabilities.ExitClaimsDone && !state.Run!.Claimed => [new Facts.RunEnded(run, 0), new Facts.DoneClaimed(run, signal.Cursor, null, null)],
        RunEnded ended => [new Facts.RunEnded(run, ended.ExitCode)],
        _ => [],
    };

    /// <summary>A verdict is a reviewer's, and the first one stands. With it the reviewer claims to be done.</summary>
    private IReadOnlyList<object> VerdictOf(SessionState state, VerdictGiven given)
    {
        if (state.Request.Role != SessionRole.Reviewer)
        {
            return [new Facts.OutputUnreadable(run, given.Cursor, $"A verdict was given by a session whose role is {state.Request.Role}: only a reviewer gives one.")];
        }

        if (VerdictIntake.Of(run, given.Verdict, given.Summary, given.Findings) is not { } verdict)
        {
            return [new Facts.OutputUnreadable(run, given.Cursor, "A verdict was given that is neither pass nor blocker, or a blocker that names nothing that has to change.")];
        }

        var claim = new Facts.DoneClaimed(run, given.Cursor, verdict.Summary, Revision: null);
        return state.Verdict is null ? [verdict, claim] : [claim];
    }

    private IReadOnlyList<object> EndOf(SessionState state, TurnEnded ended)
    {
        var fact = new Facts.TurnEnded(run, ended.Cursor, ended.Outcome, Bounded(ended.Detail, LongestText), ended.Source, ended.At);
        var isIdle = state.NextMessage is null;
        return ended.Outcome switch
        {
            TurnOutcome.Completed when turnEndClaimsDone && isIdle && !state.Run!.Claimed && !state.AwaitsPeople => [fact, new Facts.DoneClaimed(run, ended.Cursor, fact.Detail, Revision: null)],

            // Queued like any other message, so that it is given when the provider lets the session begin a turn again.
            TurnOutcome.Limited when isIdle => [fact, SessionMessages.Accept(state, "Your model provider refused for a while, and your turn broke off. Go on where you were.")],
            _ => [fact],
        };
    }

    private Facts.PermissionAsked AskOf(PermissionAsked asked) => new(
        run,
        asked.Cursor,
        asked.QuestionId,
        Bounded(asked.Tool, LongestName)!,
        Exact(asked.Title),
        asked.Parameters.Take(MostParameters).ToDictionary(static entry => Bounded(entry.Key, LongestName)!, static entry => Exact(entry.Value), StringComparer.Ordinal));

    /// <summary>An agent that works in no turns and tells of a refusal all the same is known by its name.</summary>
    private string ProviderOf(SessionState state) => capabilities.Provider ?? state.Request.Agent;

    /// <summary>Gives text of an agent as people are shown it: short enough, and without what could steer a terminal or mislead a reader.</summary>
    private static string? Bounded(string? text, int length) => text is null ? null : ShortText.Clean(text, length);

    /// <summary>Gives what a person decides on: what would be removed elsewhere is shown here, as an escape.</summary>
    private static string Exact(string text) => Bounded(Printable.Escape(text), LongestText)!;
}
