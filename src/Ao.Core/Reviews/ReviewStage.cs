using Ao.Effects;
using Ao.Hosting;
using Ao.Journal;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Reviews;

/// <summary>Brings the review of each session's change on its way, in a loop of its own; what is told on the pull request has another, so that a question to a person holds up no verdict.</summary>
internal sealed partial class ReviewStage(ReviewContext context, ReviewSteps steps, ThreadSteps threads, TimeProvider time, ILogger<ReviewStage> logger) : IEngineStage, IDisposable
{
    private readonly KeyedLoops<SessionId> _reviewing = new(time);
    private readonly KeyedLoops<SessionId> _telling = new(time);
    private readonly DueTimes _due = new(time);
    private readonly BackgroundLoop _waking = new();

    public int Order => 415;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        context.Reviews.Changed += OnReviewChanged;
        context.Sessions.Sessions.Follow(OnSessionChanged);
        _waking.Start(stopping => _due.RunAsync(subject => Follow(SessionId.Parse(subject)), stopping));
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Sessions.Changed -= OnSessionChanged;
        context.Reviews.Changed -= OnReviewChanged;
        await _waking.StopAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(_reviewing.StopAsync(cancellationToken), _telling.StopAsync(cancellationToken)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _reviewing.Dispose();
        _telling.Dispose();
        _due.Dispose();
    }

    private void OnReviewChanged(ReviewState review) => Follow(review.Session);

    private void OnSessionChanged(SessionState session)
    {
        Follow(session.Id);
        if (session.Request.Reviews is { } author)
        {
            Follow(author);
        }
    }

    private void Follow(SessionId id)
    {
        if (context.Sessions.Sessions.Find(id) is not { } author)
        {
            return;
        }

        switch (context.NextOf(context.Reviews.Of(id), author))
        {
            case ReviewStep.Rest:
                break;
            case ReviewStep.WaitUntil until:
                _due.Set(id.Value, until.Time);
                break;
            default:
                _reviewing.Start(id, stopping => StepAsync(id, stopping), (exception, failures) => LogFailed(exception, id, failures), () => Follow(id));
                break;
        }

        Tell(author);
    }

    private void Tell(SessionState author)
    {
        if (threads.NextOf(author) is not null)
        {
            _telling.Start(
                author.Id,
                stopping => threads.TakeNextAsync(context.Sessions.Sessions.Get(author.Id), stopping),
                (exception, failures) => LogNotTold(exception, author.Id, failures),
                () => Tell(context.Sessions.Sessions.Get(author.Id)));
        }
    }

    /// <returns>Whether there was something to do.</returns>
    private async Task<bool> StepAsync(SessionId id, CancellationToken stopping)
    {
        var author = context.Sessions.Sessions.Get(id);
        var state = context.Reviews.Of(id);
        try
        {
            return await steps.TakeAsync(state, author, context.NextOf(state, author), stopping).ConfigureAwait(false);
        }
        catch (StreamVersionException)
        {
            // Something else was written meanwhile: decide anew.
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The review of session {Session} could not be brought on, failure {Failures} in a row. It is tried again.")]
    private partial void LogFailed(Exception exception, SessionId session, int failures);

    [LoggerMessage(LogLevel.Warning, "A finding about session {Session} could not be told on its pull request, failure {Failures} in a row. It is tried again.")]
    private partial void LogNotTold(Exception exception, SessionId session, int failures);
}
