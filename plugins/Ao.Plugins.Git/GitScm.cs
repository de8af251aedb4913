using Ao.Plugins.Git.Forge;
using Ao.Plugins.Git.Gates;
using Ao.Plugins.Git.Workspaces;
using Ao.Scm;

namespace Ao.Plugins.Git;

/// <summary>The scm <c>git</c>: workspaces, and a local forge.</summary>
internal sealed class GitScm(
    ControlRepositories repositories,
    Forges forges,
    SourceInspector sources,
    WorkspaceOpening opening,
    WorkspaceReader reader,
    WorkspaceClosing closing,
    WorkspaceRestoring restoring,
    Checkouts checkouts,
    PullRequests pullRequests,
    Checks checks,
    CheckReruns reruns,
    Reviews reviews,
    Threads threads,
    PullRequestLooks looks,
    Forks forks,
    PushTargets targets,
    SessionGuards guards,
    GateReader gates,
    Publishing publishing,
    BaseRefresh baseRefresh,
    Claims claims,
    GitClient git) : IScm, IPullRequestHost, ICheckHost, IBaseCheckHost, ICheckRerun, IReviewHost, IReviewThreadHost, IPullRequestBatch, IForkHost, IClaimHost, IRevisionGraph, IOncePerKey, IBranchCheck, IBaseRefresh, IChangeSummary, IPushGate, ISessionGuard, ISelfCheck
{
    // What an operation makes is added by a transaction that expects its key not to be there; branches move from the commit that was seen, and by no other way.
    public bool ActsOncePerKey => true;

    public ValueTask<SourceInfo> InspectAsync(ProjectSource source, CancellationToken cancellationToken = default) => sources.InspectAsync(source, cancellationToken);

    public async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default) =>
        [new SelfCheckFinding(SelfCheckLevel.Pass, $"git {await git.VersionAsync(cancellationToken).ConfigureAwait(false)}.")];

    public ValueTask<Workspace> OpenWorkspaceAsync(WorkspaceRequest request, CancellationToken cancellationToken = default) => opening.OpenAsync(request, cancellationToken);

    public ValueTask CheckBranchAsync(ProjectSource source, string branch, CancellationToken cancellationToken = default) => opening.CheckBranchAsync(source, branch, cancellationToken);

    public async ValueTask<WorkspaceSnapshot> SnapshotAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        var control = await repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false);
        var record = Require(control, workspace.Session);
        if (record is { Closed: { } closed })
        {
            return closed;
        }

        WorkspaceOpening.RequireFolder(control.Folders, record, workspace.Source);
        var content = await reader.ReadAsync(control, record, cancellationToken).ConfigureAwait(false);
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

        var control = await repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false);
        return await WorkspaceReader.ResolveAsync(control, Require(control, workspace.Session), held, revision, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<WorkspaceSnapshot> CloseWorkspaceAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        var control = await repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false);
        return await closing.CloseAsync(control, Require(control, workspace.Session), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Workspace> RestoreWorkspaceAsync(WorkspaceRequest request, CancellationToken cancellationToken = default)
    {
        var control = await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var record = Require(control, request.Session);
        if (record.State is WorkspaceState.Open)
        {
            return WorkspaceOpening.RequireFolder(control.Folders, record, request.Source);
        }

        if (record.State is WorkspaceState.Closing)
        {
            await closing.CloseAsync(control, record, cancellationToken).ConfigureAwait(false);
            record = Require(control, request.Session);
        }

        return await restoring.RestoreAsync(control, record, request.Source, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<WorkspaceStatus>> ListWorkspacesAsync(ProjectSource source, CancellationToken cancellationToken = default)
    {
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
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
        await checkouts.TakeAsync(await WithAsync(source, [revision], cancellationToken).ConfigureAwait(false), revision, cancellationToken).ConfigureAwait(false);

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

    public ValueTask<PullRequest?> FindPullRequestAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => pullRequests.FindAsync(source, key, cancellationToken);

    public ValueTask<PullRequest> OpenPullRequestAsync(PullRequestRequest request, CancellationToken cancellationToken = default) => pullRequests.OpenAsync(request, cancellationToken);

    public ValueTask<PullRequest> GetPullRequestAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => pullRequests.GetAsync(source, number, cancellationToken);

    public ValueTask<PullRequest> UpdatePullRequestAsync(PullRequestUpdate update, CancellationToken cancellationToken = default) => pullRequests.UpdateAsync(update, cancellationToken);

    public ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken = default) => pullRequests.MergeAsync(request, cancellationToken);

    public ValueTask<CheckReport> GetChecksAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => checks.GetAsync(source, number, cancellationToken);

    public ValueTask<CheckReport> GetBaseChecksAsync(ProjectSource source, int number, IReadOnlyCollection<string> names, CancellationToken cancellationToken = default) => checks.GetBaseAsync(source, number, names, cancellationToken);

    public ValueTask<CheckReport> RerunChecksAsync(CheckRerunRequest request, CancellationToken cancellationToken = default) => reruns.RunAsync(request, cancellationToken);

    public ValueTask<IReadOnlyList<Review>> ListReviewsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => reviews.ListAsync(source, number, cancellationToken);

    public ValueTask<Review> AddReviewAsync(ReviewRequest request, CancellationToken cancellationToken = default) => reviews.AddAsync(request, cancellationToken);

    public ValueTask<IReadOnlyList<ReviewThread>> ListThreadsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => threads.ListAsync(source, number, cancellationToken);

    public ValueTask<ReviewThread> AddThreadCommentAsync(ReviewThreadRequest request, CancellationToken cancellationToken = default) => threads.AddAsync(request, cancellationToken);

    public ValueTask<ReviewThread> ResolveThreadAsync(ProjectSource source, int number, string thread, bool resolved, CancellationToken cancellationToken = default) => threads.ResolveAsync(source, number, thread, resolved, cancellationToken);

    public ValueTask<PullRequestReadings> ReadPullRequestsAsync(ProjectSource source, IReadOnlyCollection<int> numbers, string? cursor = null, CancellationToken cancellationToken = default) => looks.ReadAsync(source, numbers, cursor, cancellationToken);

    public ValueTask<Fork?> FindForkAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => forks.FindAsync(source, key, cancellationToken);

    public ValueTask<Fork> CreateForkAsync(ForkRequest request, CancellationToken cancellationToken = default) => forks.CreateAsync(request, cancellationToken);

    public ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken = default) => targets.GetAsync(source, cancellationToken);

    public ValueTask SetPushTargetAsync(ProjectSource source, string location, CancellationToken cancellationToken = default) => targets.SetAsync(source, location, cancellationToken);

    public ValueTask<IReadOnlyList<WorkClaim>> ListClaimsAsync(ProjectSource source, CancellationToken cancellationToken = default) => claims.ListAsync(source, cancellationToken);

    public ValueTask<WorkClaim?> FindClaimAsync(ProjectSource source, string resource, CancellationToken cancellationToken = default) => claims.FindAsync(source, resource, cancellationToken);

    public ValueTask<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default) => claims.ClaimAsync(request, cancellationToken);

    public ValueTask ReleaseClaimAsync(ProjectSource source, WorkClaim claim, CancellationToken cancellationToken = default) => claims.ReleaseAsync(source, claim, cancellationToken);

    public async ValueTask<PushReading> ReadPushesAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        var control = await repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false);
        return await gates.ReadAsync(control, Require(control, workspace.Session), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<string?> FindPublishedAsync(ProjectSource source, string pushTarget, string branch, CancellationToken cancellationToken = default) =>
        await Publishing.FindAsync(await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false), pushTarget, branch, cancellationToken).ConfigureAwait(false);

    public async ValueTask<string> PublishAsync(PublishRequest request, CancellationToken cancellationToken = default)
    {
        var control = await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        return await publishing.PublishAsync(control, Require(control, request.Session), request, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<string> RefreshBaseAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        var control = await repositories.OfAsync(workspace.Source, cancellationToken).ConfigureAwait(false);
        return await baseRefresh.RefreshAsync(control, Require(control, workspace.Session), workspace.Source, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<SessionGuard> GetGuardAsync(Workspace workspace, CancellationToken cancellationToken = default) => guards.OfAsync(workspace, cancellationToken);

    public bool IsCredential(string variable) => SessionGuards.IsCredential(variable);

    /// <summary>Gives the control repository, with revisions that another host may have given to the forge. One that is nowhere is left to whoever asks for it.</summary>
    private async ValueTask<ControlRepository> WithAsync(ProjectSource source, string[] revisions, CancellationToken cancellationToken)
    {
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        foreach (var revision in revisions)
        {
            await forges.TakeAsync(source, control, Revision.Require(revision), cancellationToken).ConfigureAwait(false);
        }

        return control;
    }

    private static WorkspaceRecord Require(ControlRepository control, SessionId session) => WorkspaceRecords.Find(control.Folders, session)
        ?? throw new AoException($"Nothing is kept of a workspace of session '{session}'. Open one first.");

    private async ValueTask<WorkspaceStatus> ExamineAsync(ControlRepository control, WorkspaceRecord record, Workspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            var content = await reader.ReadAsync(control, record, cancellationToken).ConfigureAwait(false);
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
