namespace Ao.Scm;

/// <summary>The scm slot: isolated workspaces over a body of work, and revisions of it.</summary>
/// <remarks>
/// <para>Nothing here needs git: a revision is whatever the implementation can bring back later, by an id of its own. What a forge
/// offers beyond that is in <see cref="IPullRequestHost"/>, <see cref="ICheckHost"/>, <see cref="IRunsChecks"/>, <see cref="IReviewHost"/>, <see cref="IReviewThreadHost"/>, <see cref="IBaseCheckHost"/>, <see cref="ICheckRerun"/>, <see cref="IPullRequestBatch"/>, <see cref="IClaimHost"/>, <see cref="IPullRequestFeed"/>, <see cref="IForkNetwork"/>, <see cref="IForkHistories"/>, <see cref="ISourceTrees"/>, <see cref="IUpstreamable"/>, <see cref="IRevisionGraph"/>, <see cref="IBranchCheck"/>, <see cref="IBaseRefresh"/>, <see cref="IChangeSummary"/>, <see cref="IWorkspaceChanges"/> and <see cref="IForkHost"/>,
/// which an implementation has or has not.</para>
/// <para>No operation runs anything that an agent can write, such as hooks or filters of its workspace. Implementations are safe for
/// concurrent use by many sessions of one project.</para>
/// </remarks>
public interface IScm
{
    /// <summary>Looks at a project's source without changing it.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What work starts from.</returns>
    /// <exception cref="AoException">It is no source that sessions can work on: the message says why and what to do.</exception>
    ValueTask<SourceInfo> InspectAsync(ProjectSource source, CancellationToken cancellationToken = default);

    /// <summary>Opens the workspace of a session, or returns the one that is open.</summary>
    /// <param name="request">The session and where it starts.</param>
    /// <param name="cancellationToken">The token that cancels the operation. Nothing is left half made.</param>
    /// <returns>The workspace.</returns>
    /// <exception cref="AoException">It could not be opened; the message says why.</exception>
    ValueTask<Workspace> OpenWorkspaceAsync(WorkspaceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Secures the whole content of a workspace, uncommitted and untracked files too, without disturbing it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What it holds. A workspace without changes gives the same revision again.</returns>
    ValueTask<WorkspaceSnapshot> SnapshotAsync(Workspace workspace, CancellationToken cancellationToken = default);

    /// <summary>Resolves a revision that an agent names as its own work: it must be what the workspace holds, or a part of the history that the agent made there.</summary>
    /// <param name="workspace">The workspace, whose content is secured as by <see cref="SnapshotAsync"/>.</param>
    /// <param name="revision">The revision as the agent names it, which is not trusted.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What that revision holds: the changes are those from where the workspace started to the revision.</returns>
    /// <exception cref="AoException">It is no such revision: unknown, where the workspace started, the source's own, or another session's.</exception>
    ValueTask<WorkspaceSnapshot> ResolveAsync(Workspace workspace, string revision, CancellationToken cancellationToken = default);

    /// <summary>Closes a workspace: secures its content first, so that it can be brought back, then removes it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What it held. Closing a closed one returns what it held then.</returns>
    ValueTask<WorkspaceSnapshot> CloseWorkspaceAsync(Workspace workspace, CancellationToken cancellationToken = default);

    /// <summary>Brings a closed workspace back as it was.</summary>
    /// <param name="request">The session and its project.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The workspace; the one that is open where it was not closed.</returns>
    /// <exception cref="AoException">Nothing is kept of it.</exception>
    ValueTask<Workspace> RestoreWorkspaceAsync(WorkspaceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the workspaces of a project, with what a removal would have to mind.</summary>
    /// <param name="source">The project.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The workspaces that are open.</returns>
    ValueTask<IReadOnlyList<WorkspaceStatus>> ListWorkspacesAsync(ProjectSource source, CancellationToken cancellationToken = default);

    /// <summary>Takes a clean copy of a revision to look at or to verify.</summary>
    /// <param name="source">The project.</param>
    /// <param name="revision">The revision, as a snapshot or pull request names it.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The copy, which is removed when it is disposed.</returns>
    ValueTask<ICheckout> CheckOutAsync(ProjectSource source, string revision, CancellationToken cancellationToken = default);
}
