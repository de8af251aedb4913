using System.Globalization;
using Ao.Effects;
using Ao.Plugins;
using Ao.Reports;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;

namespace Ao.Reviews;

/// <summary>Tells pull requests of findings that have a place, and of their end, where the scm holds such conversations.</summary>
internal sealed class ThreadSteps(ReviewContext context)
{
    public ThreadStep? NextOf(SessionState author) =>
        ThreadDecision.Next(context.Reviews.Of(author.Id), author) is { } next && context.ProjectOf(author) is not null && !context.Sessions.Stops.IsClosed(author.Id) && HostOf(author) is not null ? next : null;

    /// <returns>Whether something was written down, so that there may be more to tell.</returns>
    public async Task<bool> TakeNextAsync(SessionState author, CancellationToken cancellationToken)
    {
        if (NextOf(author) is not { } next || HostOf(author) is not { } host)
        {
            return false;
        }

        var scm = context.Sessions.ScmNameOf(author);
        var source = context.ProjectOf(author)!.Source;
        var number = author.PullRequest!.Number!.Value;
        var finding = next.Finding;
        var key = context.Sessions.Keys.Of(author.Id, string.Create(CultureInfo.InvariantCulture, $"review/thread/{finding.Fingerprint}/{finding.ReopenedIn ?? finding.FirstRound}{(next.Resolves ? "/resolve" : "")}"));
        var request = new ReviewThreadRequest
        {
            Key = key,
            Source = source,
            Number = number,
            Author = next.Round.Reviewer!.Value.Value,
            IsBot = true,
            Revision = next.Round.Revision,
            Path = finding.Path,
            Line = finding.Line,
            Body = $"**{FindingText.Word(finding.Severity)}** {(finding.Category is null ? "" : $"({ReportMarkers.Disarm(finding.Category)}) ")}{ReportMarkers.Disarm(finding.Text)}\n\n_Finding {finding.Fingerprint} of tier `{finding.Tier}`._\n{key.Marker}",
        };
        var effect = next.Resolves ? ThreadEffects.Resolve(scm, source, number, finding.Thread!, key, author.Id) : ThreadEffects.Comment(scm, request, author.Id);
        var action = new EffectAction<ReviewThread>
        {
            ResultType = EffectResultsJson.Default.ReviewThread,
            Find = async token => ThreadEffects.Find(await host.ListThreadsAsync(source, number, token).ConfigureAwait(false), effect.Parameters, key),
            Perform = () => next.Resolves ? host.ResolveThreadAsync(source, number, finding.Thread!, resolved: true) : host.AddThreadCommentAsync(request),
            MayRepeat = OncePerKey.IsPromisedBy(context.Sessions.Plugins, Slot.Scm, scm),
        };
        return await RecordAsync(author, next, await context.Sessions.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> RecordAsync(SessionState author, ThreadStep step, EffectOutcome<ReviewThread> outcome, CancellationToken cancellationToken)
    {
        if (outcome.Status == EffectStatus.Closed)
        {
            // It is told when the session goes on.
            return false;
        }

        if (outcome.IsTransient)
        {
            throw outcome.Transient("The finding could not be told.");
        }

        var problem = outcome.Value is null ? outcome.Reason ?? outcome.Status.ToString() : null;
        await context.AppendAsync(author.Id, cancellationToken, step.Resolves
            ? new ReviewFacts.ThreadResolved(step.Finding.Fingerprint, problem)
            : new ReviewFacts.ThreadPosted(step.Finding.Fingerprint, outcome.Value?.Id, problem)).ConfigureAwait(false);
        return true;
    }

    private IReviewThreadHost? HostOf(SessionState author) => context.Sessions.Plugins.Find<IReviewThreadHost>(Slot.Scm, context.Sessions.ScmNameOf(author));
}
