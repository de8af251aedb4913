using System.Collections.Concurrent;
using Ao.Effects;
using Ao.Journal;
using Ao.Notices;
using Ao.Plugins;
using Ao.Projects;
using Ao.PullRequests;
using Ao.PullRequests.Watch;
using Ao.Reviews;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Reactions;

/// <summary>What every step of a reaction works with.</summary>
internal sealed class ReactionContext(FactLog log, ReactionProjection reactions, PullRequestProjection pullRequests, ReviewProjection reviews, SessionContext sessions, ReactionCatalog catalog, ProjectCatalog projects, NoticeDesk notices)
{
    // Since when what a reaction reacts to is gone. A restart counts anew, which can only make it last longer.
    private readonly ConcurrentDictionary<ReactionId, DateTimeOffset> _absent = new();

    public FactLog Log => log;

    public ReactionProjection Reactions => reactions;

    public PullRequestProjection PullRequests => pullRequests;

    public SessionContext Sessions => sessions;

    public ReactionCatalog Catalog => catalog;

    public NoticeDesk Notices => notices;

    public OperationKeys Keys => sessions.Keys;

    /// <summary>Gets what fails again and again, and why.</summary>
    public ConcurrentDictionary<ReactionId, string> Hindrances { get; } = new();

    public Project ProjectOf(ReactionId id) => projects.Get(ProjectIdOf(id));

    public ProjectId ProjectIdOf(ReactionId id) => id.Project ?? sessions.Sessions.Get(id.Session!.Value).Request.Project;

    /// <summary>Gives the reactions that a subject has: those of its project that are about sessions, or about all of them.</summary>
    public IEnumerable<(ReactionId Id, ReactionPolicy Policy)> Of(string subject)
    {
        var any = new ReactionId(subject, "");
        var project = ProjectIdOf(any);
        return catalog.Of(project)
            .Where(policy => (policy.Key == ReactionKeys.AllComplete) == (any.Project is not null))
            .Select(policy => (any with { Key = policy.Key }, policy));
    }

    /// <summary>Decides what is next for a reaction, by what is known now.</summary>
    public (ReactionState State, ReactionSighting Sighting, ReactionChoice Choice) Look(ReactionId id, ReactionPolicy policy)
    {
        var now = sessions.Time.GetUtcNow();
        var state = reactions.Of(id);
        var sighting = SightingOf(id, policy, state, now);
        if (sighting.Occurrence is null && !sighting.IsUnclear && state.IsBegun)
        {
            sighting = sighting with { AbsentSince = _absent.GetOrAdd(id, now) };
        }
        else
        {
            _absent.TryRemove(id, out _);
        }

        return (state, sighting, ReactionDecision.Next(state, sighting, policy, now));
    }

    /// <summary>Gives what is seen when a pull request is as it was just read.</summary>
    public ReactionSighting SightingOf(ReactionId id, ReactionPolicy policy, PullRequestReading reading)
    {
        var scene = SceneOf(sessions.Sessions.Get(id.Session!.Value), sessions.Time.GetUtcNow());
        return ReactionTriggers.Of(scene with { PullRequest = scene.PullRequest! with { Reading = reading } }, policy, reactions.Of(id));
    }

    private ReactionSighting SightingOf(ReactionId id, ReactionPolicy policy, ReactionState state, DateTimeOffset now)
    {
        if (id.Project is { } project)
        {
            return CompletionTrigger.Of(project, [.. sessions.Sessions.All.Where(session => session.Request.Project == project)], reactions.WatchedSince, policy.IncludeSummary);
        }

        var session = sessions.Sessions.Get(id.Session!.Value);
        var sighting = ReactionTriggers.Of(SceneOf(session, now), policy, state);
        return sighting with
        {
            CanBeTold = sighting.CanBeTold && (policy.Action != ReactionAction.Send || sighting.Occurrence is null || TakesMessages(session)),
            CanRerun = policy.Key == ReactionKeys.CiFailed && sessions.Plugins.Find<ICheckRerun>(Slot.Scm, sessions.ScmNameOf(session)) is not null,
            Hindrance = Hindrances.GetValueOrDefault(id),
        };
    }

    private ReactionScene SceneOf(SessionState session, DateTimeOffset now) => new()
    {
        Session = session,
        PullRequest = pullRequests.Of(session.Id),
        IsReviewed = () => session.PullRequest?.Revision is not { } head || ReviewGate.Obstacle(reviews.Of(session.Id), head, sessions.ProjectOf(session).Options.Reviews) is null,
        ChecksRequired = sessions.ProjectOf(session).Options.PullRequests.ChecksRequired,
        IsOurReviewer = author => SessionId.TryParse(author, null, out var reviewer) && (reviewer == session.Id || sessions.Sessions.Find(reviewer) is { Request.Role: SessionRole.Reviewer }),
        WatchedSince = reactions.WatchedSince,
        IsStopping = sessions.Stops.IsClosed(session.Id),
        IsHeldBack = session.Run?.Provider is { } provider && sessions.ProviderDesk.Find(provider) is not null,
        Now = now,
    };

    /// <summary>Tells whether what the session is told reaches its agent soon: a message that waits for the end of a turn may not be true any more by then.</summary>
    private bool TakesMessages(SessionState session) =>
        !session.HasLiveRun || (session.Run!.TakesTurns ? session.TurnIsOver : session.NextMessage is null && sessions.CapabilitiesOf(session).TakesMessagesWhileRunning);

    /// <summary>Prepares an append to a reaction, if nothing else was appended since the state was read.</summary>
    public StreamAppend Prepare(ReactionState state, params IReadOnlyList<object> facts) => log.Prepare(ReactionFactKinds.StreamOf(state.Id), state.Version, facts);

    public async ValueTask AppendAsync(ReactionState state, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync([Prepare(state, facts)], cancellationToken).ConfigureAwait(false);

    /// <summary>Appends facts to a reaction together with what else there is to write, all or nothing.</summary>
    public async ValueTask AppendAsync(ReactionState state, IReadOnlyList<object> facts, IEnumerable<StreamAppend?> others, CancellationToken cancellationToken) =>
        await log.AppendAsync([Prepare(state, facts), .. others.OfType<StreamAppend>()], cancellationToken).ConfigureAwait(false);

    public OperationKey KeyOf(ReactionId id, string what) =>
        id.Session is { } session ? Keys.Of(session, $"reaction/{id.Key}/{what}") : Keys.Of(id.Project!.Value, $"reaction/{id.Key}/{what}");
}
