using System.Globalization;
using Ao.Claims;
using Ao.Configuration;
using Ao.Effects;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.Projects;
using Ao.Sessions;
using Ao.Trackers;

namespace Ao.Backlog;

/// <summary>What every step of an item works with.</summary>
internal sealed class BacklogContext(FactLog log, BacklogProjection items, ProjectCatalog projects, SessionContext sessions, NoticeDesk notices, NoticeProjection raised)
{
    public BacklogProjection Items => items;

    public SessionContext Sessions => sessions;

    public FactLog Log => log;

    public bool HasProject(BacklogItem item) => projects.Find(item.Project) is { Options.Tracker: not null };

    public Project ProjectOf(BacklogItem item) => projects.Get(item.Project);

    public BacklogOptions OptionsOf(BacklogItem item) => ProjectOf(item).Options.Backlog;

    public ITracker TrackerOf(Project project) => sessions.Plugins.Get<ITracker>(project.Options.Tracker
        ?? throw new AoException($"Project '{project.Id}' has no tracker. Name one with Ao:Projects:{project.Id}:Tracker."));

    public SessionState? SessionOf(BacklogItem item) => item.Session is { } session ? sessions.Sessions.Find(session) : null;

    public BacklogStep NextOf(BacklogItem item) => BacklogStepDecision.Next(item, SessionOf(item));

    /// <summary>Gives the key of an operation for one taking of an issue.</summary>
    public OperationKey KeyOf(BacklogItem item, string what) =>
        sessions.Keys.Of(item.Project, string.Create(CultureInfo.InvariantCulture, $"backlog/{ClaimResource.SafePart(item.Issue)}/{item.Round}/{what}"));

    /// <summary>Tells whether an item waits for a person who has not seen to it yet.</summary>
    public bool IsSetAside(BacklogItem item) =>
        item is { Phase: BacklogPhase.Free, IsSetAside: true } && raised.Find(NoticeFactKinds.IdOf(NoticeKeyOf(item)))?.IsOpen == true;

    /// <summary>Prepares facts of an item, under the version that was seen.</summary>
    public StreamAppend Prepare(BacklogItem item, params IReadOnlyList<object> facts) => log.Prepare(BacklogFactKinds.StreamOf(item.Project, item.Issue), item.Version, facts);

    /// <summary>Prepares that this host keeps the claim of an item which its session works on no more.</summary>
    public StreamAppend PrepareKeeping(BacklogItem item, string reason) =>
        log.Prepare(ClaimFactKinds.StreamOf(item.Project, ClaimResource.OfIssue(item.Issue)), expectedVersion: null, [new ClaimFacts.Kept(item.Session, reason)]);

    /// <exception cref="StreamVersionException">Something else was written: read again and decide anew.</exception>
    public async ValueTask AppendAsync(BacklogItem item, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync([Prepare(item, facts)], cancellationToken).ConfigureAwait(false);

    /// <summary>Writes down that an attempt came to nothing; with a notice in the same write, where a person is to look at it.</summary>
    public async Task FailAsync(BacklogItem item, string reason, bool isFinal, CancellationToken cancellationToken)
    {
        // What is closed waits for nobody.
        var isSetAside = isFinal || (!item.IsIssueClosed && item.Attempt % OptionsOf(item).MaxAttempts == 0);
        List<StreamAppend> appends = [Prepare(item, new BacklogFacts.Failed(reason, isSetAside))];
        var notice = new NewNotice
        {
            Key = NoticeKeyOf(item),
            Priority = NotificationPriority.Action,
            Topic = "backlog.set-aside",
            Title = $"Issue {Printable.Quote(item.Issue)} needs a person after {item.Attempt} {(item.Attempt == 1 ? "attempt" : "attempts")}: {Printable.Quote(item.Title)}",
            Body = $"{Printable.Clean(reason)}\n\n{item.Location}\nClose this notice to have it begun again.",
            Project = item.Project,
            Session = item.Session,
            IsLatched = true,
        };
        if (isSetAside && notices.Prepare(notice) is { } append)
        {
            appends.Add(append);
        }

        await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Prepares to tell people that an issue was closed whose pull request waits.</summary>
    public StreamAppend? PrepareClosedNotice(BacklogItem item, int number) => notices.Prepare(new NewNotice
    {
        Key = KeyOf(item, "closed-notice"),
        Priority = NotificationPriority.Action,
        Topic = "backlog.issue-closed",
        Title = $"Issue {Printable.Quote(item.Issue)} was closed while its pull request waits: {Printable.Quote(item.Title)}",
        Body = string.Create(CultureInfo.InvariantCulture, $"Pull request {number} of session {item.Session} is still open. Merge it, or close it.\n\n{item.Location}"),
        Project = item.Project,
        Session = item.Session,
    });

    /// <summary>Prepares to close the notice of an item that waits for nobody any more.</summary>
    public StreamAppend? PrepareClosing(BacklogItem item, string resolution) => notices.PrepareClosing(NoticeKeyOf(item), resolution);

    /// <summary>Prepares to tell people that a session goes on with an issue that another holds.</summary>
    public StreamAppend? PreparePartedNotice(BacklogItem item, string reason) => notices.Prepare(new NewNotice
    {
        Key = KeyOf(item, "parted"),
        Priority = NotificationPriority.Action,
        Topic = "backlog.parted",
        Title = $"Session {item.Session} goes on, but issue {Printable.Quote(item.Issue)} is not its own any more: {Printable.Quote(item.Title)}",
        Body = $"{reason}\n\n{item.Location}\nStop the session, or take the issue over for it.",
        Project = item.Project,
        Session = item.Session,
    });

    private OperationKey NoticeKeyOf(BacklogItem item) => KeyOf(item, "set-aside");
}
