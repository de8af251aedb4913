using Ao.Consents;
using Ao.Journal;
using Ao.Sessions;

namespace Ao.Reviews;

/// <summary>Shows people reviews, and takes what they decide.</summary>
internal sealed class ReviewDesk(ReviewContext context) : IReviews
{
    public SessionReview Get(SessionId session)
    {
        var author = context.Sessions.Sessions.Get(session);
        return ReviewViews.Of(context.Reviews.Of(session), author, context.PolicyOf(author));
    }

    public IReadOnlyList<SessionReview> List(ProjectId? project = null) =>
        [.. context.Reviews.All
            .Select(review => context.Sessions.Sessions.Find(review.Session))
            .OfType<SessionState>()
            .Where(author => project is not { } wanted || author.Request.Project == wanted)
            .OrderBy(static author => author.RequestedAt)
            .Select(author => Get(author.Id))];

    public Task<SessionReview> DismissAsync(SessionId session, string fingerprint, string reason, Operator by, CancellationToken cancellationToken = default)
    {
        var person = OperatorName.Check(by);
        SpawnValidation.Text(reason, "reason");
        return DecideAsync(
            session,
            state => state.Find(fingerprint ?? "") is not { } finding
                ? throw new AoException($"There is no finding '{Printable.Quote(fingerprint)}' about session '{session}'. {(state.Findings.IsEmpty ? "It has none." : "Look at its review, and use a fingerprint from there.")}")
                : finding.State == FindingState.Dismissed ? null : new ReviewFacts.Dismissed(finding.Fingerprint, OperatorName.Shorten(reason, OperatorName.MaxReasonLength)!, person),
            $"'{person.Id}' has dismissed a finding.",
            cancellationToken);
    }

    public Task<SessionReview> RequestAsync(SessionId session, Operator by, CancellationToken cancellationToken = default)
    {
        var person = OperatorName.Check(by);
        return DecideAsync(
            session,
            state =>
            {
                var author = context.Sessions.Sessions.Get(session);
                var policy = context.PolicyOf(author);
                return ReviewDecision.HeadOf(author, policy) is not { } head
                    ? throw new AoException(policy.Tiers.Count == 0
                        ? $"Project '{author.Request.Project}' has no reviews. Add tiers to its Reviews:Tiers."
                        : $"Session '{session}' has no open pull request that could be reviewed.")
                    : policy.Tiers.All(tier => state.IsPassed(tier.Name, head))
                        ? throw new AoException($"All tiers are passed on revision {head} of session '{session}': nothing is left to be reviewed.")
                        : state.Active is null ? new ReviewFacts.RoundRequested(person) : null;
            },
            $"'{person.Id}' has asked for another round.",
            cancellationToken);
    }

    /// <summary>Writes down what a person has decided, and closes the notice that called them.</summary>
    private async Task<SessionReview> DecideAsync(SessionId session, Func<ReviewState, object?> decide, string resolution, CancellationToken cancellationToken)
    {
        _ = context.Sessions.Sessions.Get(session);
        while (true)
        {
            var state = context.Reviews.Of(session);
            if (decide(state) is not { } fact)
            {
                return Get(session);
            }

            try
            {
                await context.AppendAsync(state, [state.Stall is null ? null : context.PrepareClosing(state, resolution)], cancellationToken, fact).ConfigureAwait(false);
                return Get(session);
            }
            catch (StreamVersionException)
            {
                // The review has moved on: look again.
            }
        }
    }
}
