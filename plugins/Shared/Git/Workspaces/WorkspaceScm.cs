using Ao.Git.Gates;
using Ao.Plugins;
using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <summary>The half of an scm that a machine needs to itself: workspaces over git, the gates that their agents push to, and what is known of revisions. What a forge does derives from it.</summary>
internal abstract partial class WorkspaceScm(WorkspaceParts parts) : IScm, IBranchCheck, IChangeSummary, IRevisionGraph, IPushGate, ISessionGuard, IBaseRefresh, ISelfCheck
{
    public virtual ValueTask<SourceInfo> InspectAsync(ProjectSource source, CancellationToken cancellationToken = default) => parts.Sources.InspectAsync(source, cancellationToken);

    public virtual async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default) =>
        [new SelfCheckFinding(SelfCheckLevel.Pass, $"git {await parts.Git.VersionAsync(cancellationToken).ConfigureAwait(false)}.")];

    public ValueTask<Workspace> OpenWorkspaceAsync(WorkspaceRequest request, CancellationToken cancellationToken = default) => parts.Opening.OpenAsync(request, cancellationToken);

    public ValueTask CheckBranchAsync(ProjectSource source, string branch, CancellationToken cancellationToken = default) => parts.Opening.CheckBranchAsync(source, branch, cancellationToken);

    public async ValueTask<WorkspaceSnapshot> SnapshotAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        var control = await parts.Repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false);
        var record = Require(control, workspace.Session);
        if (record is { Closed: { } closed })
        {
            return closed;
        }

        WorkspaceOpening.RequireFolder(control.Folders, record, workspace.Source);
        var content = await parts.Reader.ReadAsync(control, record, cancellationToken).ConfigureAwait(false);
        await WorkspaceReader.SecureAsync(control, record, content.Revision, cancellationToken).ConfigureAwait(false);
        return await WorkspaceReader.DescribeAsync(control, record, content, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<WorkspaceSnapshot> ResolveAsync(Workspace workspace, string revision, CancellationToken cancellationToken = default)
    {
        Revision.Require(revision);
        var held = await SnapshotAsync(workspace, cancellationToken).ConfigureAwait(false);
        if (held.Revision == revision)
        {
            return held;
        }

        var control = await parts.Repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false);
        return await WorkspaceReader.ResolveAsync(control, Require(control, workspace.Session), held, revision, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<WorkspaceSnapshot> CloseWorkspaceAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        var control = await parts.Repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false);
        return await parts.Closing.CloseAsync(control, Require(control, workspace.Session), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Workspace> RestoreWorkspaceAsync(WorkspaceRequest request, CancellationToken cancellationToken = default)
    {
        var control = await parts.Repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var record = Require(control, request.Session);
        if (record.State is WorkspaceState.Open)
        {
            return WorkspaceOpening.RequireFolder(control.Folders, record, request.Source);
        }

        if (record.State is WorkspaceState.Closing)
        {
            await parts.Closing.CloseAsync(control, record, cancellationToken).ConfigureAwait(false);
            record = Require(control, request.Session);
        }

        return await parts.Restoring.RestoreAsync(control, record, request.Source, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<WorkspaceStatus>> ListWorkspacesAsync(ProjectSource source, CancellationToken cancellationToken = default)
    {
        var control = await parts.Repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var statuses = new List<WorkspaceStatus>();
        foreach (var record in WorkspaceRecords.List(control.Folders).Where(static record => record.State is WorkspaceState.Open or WorkspaceState.Closing))
        {
            var workspace = WorkspaceOpening.Describe(control.Folders, record, source);
            if (Directory.Exists(workspace.Path))
            {
                statuses.Add(await ExamineAsync(control, record, workspace, cancellationToken).ConfigureAwait(false));
            }
        }

        return statuses;
    }

    public async ValueTask<ICheckout> CheckOutAsync(ProjectSource source, string revision, CancellationToken cancellationToken = default) =>
        await parts.Checkouts.TakeAsync(await WithAsync(source, [revision], cancellationToken).ConfigureAwait(false), revision, cancellationToken).ConfigureAwait(false);

    public async ValueTask<ChangeSummary> SummarizeAsync(ProjectSource source, string baseRevision, string revision, CancellationToken cancellationToken = default) =>
        await ChangeReader.SummarizeAsync(await WithAsync(source, [baseRevision, revision], cancellationToken).ConfigureAwait(false), baseRevision, revision, cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> ContainsRevisionAsync(ProjectSource source, string contained, string container, CancellationToken cancellationToken = default)
    {
        var control = await WithAsync(source, [contained, container], cancellationToken).ConfigureAwait(false);
        foreach (var revision in new[] { contained, container })
        {
            if (!await control.ContainsAsync(revision, cancellationToken).ConfigureAwait(false))
            {
                throw new AoException($"The revision '{revision}' is not here. Name one that a workspace, a pull request or the project's source holds.");
            }
        }

        return await control.IsAncestorAsync(contained, container, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<PushReading> ReadPushesAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        var control = await parts.Repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false);
        return await parts.Gates.ReadAsync(control, Require(control, workspace.Session), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<string?> FindPublishedAsync(ProjectSource source, string pushTarget, string branch, CancellationToken cancellationToken = default) =>
        await parts.Publication.FindAsync(await parts.Repositories.OfAsync(source, cancellationToken).ConfigureAwait(false), source, pushTarget, branch, cancellationToken).ConfigureAwait(false);

    public async ValueTask<string> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default)
    {
        var control = await parts.Repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        return await parts.Publishing.PublishAsync(control, Require(control, request.Session), request, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<string> RefreshBaseAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        var control = await parts.Repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false);
        return await parts.BaseRefresh.RefreshAsync(control, Require(control, workspace.Session), workspace.Source, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<SessionGuard> GetGuardAsync(Workspace workspace, CancellationToken cancellationToken = default) => parts.Guards.OfAsync(workspace, cancellationToken);

    public bool IsCredential(string variable) => SessionGuards.IsCredential(variable);

    /// <summary>Gives the control repository, with revisions that another host may have given to the forge. One that is nowhere is left to whoever asks for it.</summary>
    private async ValueTask<ControlRepository> WithAsync(ProjectSource source, string[] revisions, CancellationToken cancellationToken)
    {
        var control = await parts.Repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        foreach (var revision in revisions)
        {
            await parts.Share.TakeAsync(source, control, Revision.Require(revision), cancellationToken).ConfigureAwait(false);
        }

        return control;
    }

    private static WorkspaceRecord Require(ControlRepository control, SessionId session) => WorkspaceRecords.Find(control.Folders, session)
        ?? throw new AoException($"Nothing is kept of a workspace of session '{session}'. Open one first.");

    private async ValueTask<WorkspaceStatus> ExamineAsync(ControlRepository control, WorkspaceRecord record, Workspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            var content = await parts.Reader.ReadAsync(control, record, cancellationToken).ConfigureAwait(false);
            var (_, secured) = await WorkspaceReader.LastAsync(control, record.Session, cancellationToken).ConfigureAwait(false);
            return new WorkspaceStatus(workspace, content.Revision != (secured ?? record.BaseRevision));
        }
        catch (Exception exception) when (exception is AoException or IOException or UnauthorizedAccessException)
        {
            // One workspace that cannot be read says so; the others are listed all the same.
            return new WorkspaceStatus(workspace, IsDirty: true) { Problem = exception.Message };
        }
    }
}
