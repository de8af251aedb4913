using System.Collections.Concurrent;
using Ao.Effects;
using Ao.Hosting;
using Ao.Journal;
using Ao.PullRequests;
using Ao.Reviews;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Reactions;

/// <summary>Looks at every session whenever something happens to it or to its pull request, and has what is to be done about it done in a loop for each reaction: one that waits for a person, or for a forge, holds up no other.</summary>
internal sealed partial class ReactionStage(ReactionContext context, ReviewProjection reviews, ReactionSteps steps, FactSignals signals, TimeProvider time, ILogger<ReactionStage> logger) : IEngineStage, IDisposable
{
    /// <summary>How many failures in a row make people look: some four minutes of them.</summary>
    private const int Hindered = 8;

    private readonly KeyedLoops<string> _considering = new(time);
    private readonly KeyedLoops<ReactionId> _acting = new(time);
    private readonly DueTimes _due = new(time);
    private readonly ConcurrentDictionary<string, bool> _dirty = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SessionId, bool> _ended = new();
    private readonly ConcurrentDictionary<ReactionId, CancellationTokenSource> _underWay = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public int Order => 445;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (context.Reactions.WatchedSince is null)
        {
            await context.Log.AppendAsync(ReactionFactKinds.WatchStream, expectedVersion: 0, [new ReactionFacts.Watched()], cancellationToken).ConfigureAwait(false);
        }

        await signals.BeginAsync(cancellationToken).ConfigureAwait(false);
        var token = _stopping.Token;
        _running = Task.WhenAll(
            Task.Run(() => _due.RunAsync(Consider, token), CancellationToken.None),
            Task.Run(() => signals.RunAsync(token), CancellationToken.None));
        context.PullRequests.Changed += OnPullRequestChanged;
        context.Reactions.Changed += OnReactionChanged;
        reviews.Changed += OnReviewChanged;
        context.Sessions.Sessions.Follow(OnSessionChanged);
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Sessions.Changed -= OnSessionChanged;
        reviews.Changed -= OnReviewChanged;
        context.Reactions.Changed -= OnReactionChanged;
        context.PullRequests.Changed -= OnPullRequestChanged;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_considering.StopAsync(cancellationToken), _acting.StopAsync(cancellationToken), _running).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _considering.Dispose();
        _acting.Dispose();
        _due.Dispose();
        _stopping.Dispose();
    }

    private void OnSessionChanged(SessionState session)
    {
        Consider(session.Id.Value);
        var isEnded = CompletionTrigger.IsEnded(session);
        if (!_ended.TryGetValue(session.Id, out var was) || was != isEnded)
        {
            _ended[session.Id] = isEnded;
            Consider(ReactionId.SubjectOf(session.Request.Project));
        }
    }

    private void OnPullRequestChanged(ObservedPullRequest observed) => Consider(observed.Session.Value);

    private void OnReviewChanged(ReviewState review) => Consider(review.Session.Value);

    private void OnReactionChanged(ReactionState reaction) => Consider(reaction.Id.Subject);

    private void Consider(string subject)
    {
        _dirty[subject] = true;
        _considering.Start(subject, _ => Task.FromResult(Look(subject)), (exception, failures) => LogNotSeen(exception, subject, failures), () => ConsiderAgain(subject));
    }

    private void ConsiderAgain(string subject)
    {
        if (_dirty.ContainsKey(subject))
        {
            Consider(subject);
        }
    }

    /// <returns>Whether something may have happened since.</returns>
    private bool Look(string subject)
    {
        if (!_dirty.TryRemove(subject, out _))
        {
            return false;
        }

        DateTimeOffset? due = null;
        foreach (var (id, policy) in context.Of(subject))
        {
            var (_, _, choice) = context.Look(id, policy);
            GiveUpUnless(id, choice);
            if (choice.Step != ReactionStep.Wait)
            {
                Act(id, policy);
            }
            else if (choice.DueAt is { } at && (due is null || at < due))
            {
                due = at;
            }
        }

        _due.Set(subject, due);
        return _dirty.ContainsKey(subject);
    }

    private void Act(ReactionId id, ReactionPolicy policy) => _acting.Start(
        id,
        stopping => ActAsync(id, policy, stopping),
        (exception, failures) =>
        {
            LogFailed(exception, id.Key, id.Subject, failures);
            if (failures >= Hindered)
            {
                context.Hindrances[id] = Printable.Line(exception.Message);
            }
        },
        () => Consider(id.Subject));

    /// <returns>Whether there was something to do.</returns>
    private async Task<bool> ActAsync(ReactionId id, ReactionPolicy policy, CancellationToken stopping)
    {
        var (state, sighting, choice) = context.Look(id, policy);
        if (choice.Step == ReactionStep.Wait)
        {
            return false;
        }

        using var step = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        if (choice.Step is ReactionStep.Merge or ReactionStep.Run)
        {
            _underWay[id] = step;
        }

        try
        {
            await steps.TakeAsync(state, policy, sighting, choice, step.Token).ConfigureAwait(false);
            context.Hindrances.TryRemove(id, out _);

            // A step that wrote nothing down was held up by a closed gate: it is taken again when that opens.
            return context.Reactions.Of(id).Version != state.Version;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return true;
        }
        catch (StreamVersionException)
        {
            // Something else was written meanwhile: decide anew.
            return true;
        }
        finally
        {
            lock (_underWay)
            {
                _underWay.TryRemove(id, out _);
            }
        }
    }

    /// <summary>Who waits for a person's answer to what is not so any more stops waiting.</summary>
    private void GiveUpUnless(ReactionId id, ReactionChoice choice)
    {
        lock (_underWay)
        {
            if (choice.Step is not (ReactionStep.Merge or ReactionStep.Run) && _underWay.TryGetValue(id, out var step))
            {
                step.CancelAfter(TimeSpan.Zero);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The reactions of {Subject} could not be looked at, failure {Failures} in a row. They are looked at again.")]
    private partial void LogNotSeen(Exception exception, string subject, int failures);

    [LoggerMessage(LogLevel.Warning, "The reaction '{Key}' of {Subject} could not be carried out, failure {Failures} in a row. It is tried again.")]
    private partial void LogFailed(Exception exception, string key, string subject, int failures);
}
