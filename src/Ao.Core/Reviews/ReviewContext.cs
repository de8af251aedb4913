using Ao.Configuration;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Projects;
using Ao.Sessions;

namespace Ao.Reviews;

/// <summary>What every step of a review works with.</summary>
internal sealed class ReviewContext(FactLog log, ReviewProjection reviews, ProjectCatalog projects, SessionContext sessions, NoticeDesk notices)
{
    public ReviewProjection Reviews => reviews;

    public SessionContext Sessions => sessions;

    public Project? ProjectOf(SessionState author) => projects.Find(author.Request.Project);

    public ReviewOptions PolicyOf(SessionState author) => ProjectOf(author)?.Options.Reviews ?? new ReviewOptions();

    public ReviewStep NextOf(ReviewState state, SessionState author)
    {
        var reviewer = state.Active?.Reviewer is { } id ? sessions.Sessions.Find(id) : null;
        return ProjectOf(author) is { } project ? ReviewDecision.Next(state, author, reviewer, project.Options.Reviews, sessions.Time.GetUtcNow()) : new ReviewStep.Rest();
    }

    /// <summary>Appends facts to a review, if nothing else was appended since the state was read.</summary>
    /// <exception cref="StreamVersionException">Something was: read again and decide anew.</exception>
    public Task AppendAsync(ReviewState state, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        AppendAsync(state, [], cancellationToken, facts);

    /// <summary>Appends facts to a review together with what goes with them: all or nothing. What goes with them comes first, so that who sees a review stalled finds its notice.</summary>
    public async Task AppendAsync(ReviewState state, IEnumerable<StreamAppend?> with, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync([.. with.OfType<StreamAppend>(), log.Prepare(ReviewFactKinds.StreamOf(state.Session), state.Version, facts)], cancellationToken).ConfigureAwait(false);

    /// <summary>Appends facts to a review whatever was appended before.</summary>
    public async Task AppendAsync(SessionId session, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync(ReviewFactKinds.StreamOf(session), expectedVersion: null, facts, cancellationToken).ConfigureAwait(false);

    /// <summary>Prepares the notice that calls a person to a review that is about to stall.</summary>
    public StreamAppend? PrepareNotice(ReviewState state, SessionState author, ReviewStall stall) => notices.Prepare(new NewNotice
    {
        Key = StallKey(state.Session, state.Stalls + 1),
        Priority = NotificationPriority.Action,
        Topic = "review.stalled",
        Title = $"The review of session {author.Id} goes no further by itself: {Printable.Quote(author.Request.Title)}",
        Body = ReviewTexts.Notice(state, author, stall),
        Project = author.Request.Project,
        Session = author.Id,
        IsLatched = true,
    });

    /// <summary>Prepares the closing of the notice of a review that goes on.</summary>
    public StreamAppend? PrepareClosing(ReviewState state, string resolution) => notices.PrepareClosing(StallKey(state.Session, state.Stalls), resolution);

    private OperationKey StallKey(SessionId session, int stall) => sessions.Keys.Of(session, $"review/stall/{stall}");
}
