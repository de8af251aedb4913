using Ao.Configuration;
using Ao.Forks;
using Ao.Journal;
using Ao.Ledger;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Projects;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Convergence;

/// <summary>What every part of the convergence works with.</summary>
internal sealed class ConvergenceContext(FactLog log, FindingProjection findings, PublicationProjection publications, ProjectCatalog projects, SessionContext sessions, NoticeDesk notices, IForkPeers peers, ILedgerBook book)
{
    public FindingProjection Findings => findings;

    public PublicationProjection Publications => publications;

    public ProjectCatalog Projects => projects;

    public SessionContext Sessions => sessions;

    public ILedgerBook Book => book;

    public ConvergenceOptions OptionsOf(ProjectId project) => projects.Find(project)?.Options.Convergence ?? new ConvergenceOptions();

    /// <summary>Gives the forks to compare with. One that was given the project's own id would be taken for the project.</summary>
    public IReadOnlyList<ForkPeer> PeersOf(ProjectId project)
    {
        var own = book.KeyOf(project)?.ForkId;
        return own is null ? peers.Of(project) : [.. peers.Of(project).Where(peer => peer.ForkId != own)];
    }

    /// <summary>Gives what this fork is known by: the id of its key, where it has one.</summary>
    public string OwnIdOf(ProjectId project) => book.KeyOf(project)?.ForkId ?? ForkNames.Self;

    /// <summary>Gives what a peer is known by: the id of its key, where one is pinned.</summary>
    public static string IdOf(ForkPeer peer) => peer.ForkId ?? peer.Name;

    /// <summary>Gives the revision by which a merged change stands in the project's history, in which merges themselves are not read.</summary>
    public static string? LandedOf(Project project, ProposedChange? proposed) =>
        project.Options.PullRequests.MergeMethod == MergeMethod.Merge ? proposed?.Revision ?? proposed?.MergeRevision : proposed?.MergeRevision ?? proposed?.Revision;

    /// <summary>Gives what other forks know something of this one by: a report by its record, once it is published.</summary>
    public string PublishedOf(ProjectId project, string reference) => publications.Find(project, LedgerKinds.Report, reference) ?? reference;

    /// <summary>Appends facts to a finding together with what goes with them, if nothing else was appended since the state was read.</summary>
    /// <exception cref="StreamVersionException">Something was: read again and decide anew.</exception>
    public async Task AppendAsync(ProjectId project, string id, long version, IEnumerable<StreamAppend?> with, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync([.. with.OfType<StreamAppend>(), log.Prepare(FindingFactKinds.StreamOf(project, id), version, facts)], cancellationToken).ConfigureAwait(false);

    public Task AppendAsync(FindingState state, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        AppendAsync(state.Project, state.Id, state.Version, [], cancellationToken, facts);

    /// <summary>Writes down that something was put into the ledger.</summary>
    public async Task RecordAsync(ProjectId project, PublicationAdded added, CancellationToken cancellationToken) =>
        await log.AppendAsync(FindingFactKinds.PublicationOf(project), expectedVersion: null, [added], cancellationToken).ConfigureAwait(false);

    /// <summary>Prepares the notice that tells people of a finding; <see langword="null"/> where they were told.</summary>
    public StreamAppend? PrepareNotice(FindingState state, ForkTally tally) => notices.Prepare(new NewNotice
    {
        Key = NoticeKey(state.Project, state.Id),
        Priority = OptionsOf(state.Project).AskToDecide ? NotificationPriority.Action : NotificationPriority.Info,
        Topic = "finding.found",
        Title = FindingTexts.NoticeTitle(state, tally),
        Body = FindingTexts.Describe(state),
        Project = state.Project,
        IsLatched = OptionsOf(state.Project).AskToDecide,
    });

    /// <summary>Prepares the notice that tells people of many findings at once.</summary>
    public StreamAppend? PrepareNotice(FindingState first, int count) => notices.Prepare(new NewNotice
    {
        Key = NoticeKey(first.Project, first.Id),
        Priority = NotificationPriority.Info,
        Topic = "finding.found",
        Title = $"The forks of {first.Project} have {count} more things in common",
        Body = "List the findings to see them. Only the best of those that were found at once are told one by one.",
        Project = first.Project,
    });

    /// <summary>Prepares the closing of a finding's notice.</summary>
    public StreamAppend? PrepareClosing(FindingState state, string resolution) => notices.PrepareClosing(NoticeKey(state.Project, state.Id), resolution);

    private OperationKey NoticeKey(ProjectId project, string id) => sessions.Keys.Of(project, $"finding/{id}");
}
