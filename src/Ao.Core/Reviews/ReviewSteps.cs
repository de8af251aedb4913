using System.Globalization;
using Ao.AgentTools;
using Ao.Effects;
using Ao.Journal;
using Ao.Sessions;

namespace Ao.Reviews;

/// <summary>Carries out what was decided for a review. Every step can be repeated.</summary>
internal sealed class ReviewSteps(ReviewContext context, SessionSpawner spawner, SessionCommands commands)
{
    private const int MaxReason = 2_000;

    /// <summary>Carries out a step.</summary>
    /// <param name="state">The review that the step was decided on.</param>
    /// <param name="author">The session whose change it is.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">The token that cancels the step.</param>
    /// <returns>Whether there may be something else to do at once.</returns>
    public async Task<bool> TakeAsync(ReviewState state, SessionState author, ReviewStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case ReviewStep.Start start:
                await StartAsync(state, author, start, cancellationToken).ConfigureAwait(false);
                return true;
            case ReviewStep.NoteRunning:
                await context.AppendAsync(state, cancellationToken, new ReviewFacts.ReviewerRunning(state.Active!.Number)).ConfigureAwait(false);
                return true;
            case ReviewStep.TakeVerdict:
                await context.AppendAsync(state, cancellationToken, VerdictDecision.Take(state, state.Active!.Number, ReviewerOf(state)!.Verdict!, context.PolicyOf(author).MinSeverity)).ConfigureAwait(false);
                return true;
            case ReviewStep.Outdate outdate:
                await OutdateAsync(state, author, outdate, cancellationToken).ConfigureAwait(false);
                return true;
            case ReviewStep.Fail fail:
                await FailAsync(state, fail, cancellationToken).ConfigureAwait(false);
                return true;
            case ReviewStep.Send send:
                await SendAsync(state, author, send, cancellationToken).ConfigureAwait(false);
                return true;
            case ReviewStep.Stop stop:
                await context.AppendAsync(state, [context.PrepareNotice(state, author, stop.Stall)], cancellationToken, new ReviewFacts.Stalled(stop.Stall.Kind, stop.Stall.Revision, stop.Stall.Reason)).ConfigureAwait(false);
                return true;
            case ReviewStep.GoOn goOn:
                await context.AppendAsync(state, [context.PrepareClosing(state, goOn.Reason)], cancellationToken, new ReviewFacts.WentOn(goOn.Reason)).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private async Task StartAsync(ReviewState state, SessionState author, ReviewStep.Start start, CancellationToken cancellationToken)
    {
        var tier = context.PolicyOf(author).Tiers.First(tier => tier.Name == start.Tier);
        var request = new SpawnRequest
        {
            Project = author.Request.Project.Value,
            Title = string.Create(CultureInfo.InvariantCulture, $"Review {author.Id}, tier {tier.Name}, round {start.Round}"),
            Prompt = ReviewTexts.ToReviewer(author, tier, start.Revision),
            Context = ReviewTexts.ForReviewer(state, author),
            Agent = tier.Agent,
            Mode = tier.Mode,
            Role = SessionRole.Reviewer,
            Reviews = author.Id,
            Revision = start.Revision,

            // What is asked for again after a crash is the same session.
            Key = context.Sessions.Keys.Of(author.Id, string.Create(CultureInfo.InvariantCulture, $"review/{OperationKeys.Part(start.Revision)}/{tier.Name}/{start.Round}")),
        };
        object fact;
        try
        {
            var reviewer = await spawner.SpawnAsync(request, cancellationToken).ConfigureAwait(false);
            fact = new ReviewFacts.RoundStarted(start.Round, tier.Name, start.Revision, reviewer.Id);
        }
        catch (AoException exception) when (exception is not (TransientException or JournalException))
        {
            // An agent that is not ready, or not there, is like one that says nothing: a person is called when it stays so.
            fact = new ReviewFacts.RoundFailed(start.Round, tier.Name, start.Revision, ShortText.Clean($"No reviewer could be started: {exception.Message}", MaxReason));
        }

        await context.AppendAsync(state, cancellationToken, fact).ConfigureAwait(false);
    }

    /// <summary>Ends the reviewer first: a host that dies in between does it again.</summary>
    private async Task OutdateAsync(ReviewState state, SessionState author, ReviewStep.Outdate outdate, CancellationToken cancellationToken)
    {
        await EndReviewerAsync(state, outdate.Reason, cancellationToken).ConfigureAwait(false);
        var verdict = ReviewerOf(state)?.Verdict;
        await context.AppendAsync(
            state,
            cancellationToken,
            new ReviewFacts.RoundOutdated(outdate.Round, outdate.Reason, verdict?.Summary, verdict is null ? [] : VerdictDecision.FindingsOf(verdict, context.PolicyOf(author).MinSeverity))).ConfigureAwait(false);
    }

    private async Task FailAsync(ReviewState state, ReviewStep.Fail fail, CancellationToken cancellationToken)
    {
        await EndReviewerAsync(state, ShortText.Clean(fail.Reason, MaxReason), cancellationToken).ConfigureAwait(false);
        if (ReviewerOf(state) is { Verdict: not null, HasWritten: false } reviewer && reviewer.IsEnded(SessionStatus.Done))
        {
            // It was just in time: decide anew.
            return;
        }

        var round = state.Active!;
        await context.AppendAsync(state, cancellationToken, new ReviewFacts.RoundFailed(round.Number, round.Tier, round.Revision, ShortText.Clean(fail.Reason, MaxReason))).ConfigureAwait(false);
    }

    private async Task SendAsync(ReviewState state, SessionState author, ReviewStep.Send send, CancellationToken cancellationToken)
    {
        var round = state.Rounds.Find(round => round.Number == send.Round)!;
        var message = SessionMessages.Accept(author, ReviewTexts.ToAuthor(state, round));
        await context.AppendAsync(state, [context.Sessions.Prepare(author, message)], cancellationToken, new ReviewFacts.FindingsSent(send.Round, message.MessageId)).ConfigureAwait(false);
    }

    private async Task EndReviewerAsync(ReviewState state, string reason, CancellationToken cancellationToken)
    {
        if (ReviewerOf(state) is { End: null } reviewer)
        {
            await commands.StopAsync(reviewer.Id, reason, cancellationToken).ConfigureAwait(false);
        }
    }

    private SessionState? ReviewerOf(ReviewState state) => state.Active?.Reviewer is { } id ? context.Sessions.Sessions.Find(id) : null;
}
