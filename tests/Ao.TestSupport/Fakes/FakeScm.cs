using System.Collections.Concurrent;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>An scm without files: it counts what was done, and keeps it when the engine is made anew.</summary>
public sealed class FakeScm : IScm, IBranchCheck, IPullRequestHost
{
    private readonly ConcurrentDictionary<SessionId, Workspace> _open = new();
    private readonly ConcurrentDictionary<SessionId, Workspace> _closed = new();
    private readonly ConcurrentDictionary<OperationKey, PullRequest> _pullRequests = new();

    /// <summary>Gets the pull requests.</summary>
    public ICollection<PullRequest> PullRequests => _pullRequests.Values;

    /// <summary>Gets the sessions whose workspaces are open.</summary>
    public ICollection<SessionId> Open => _open.Keys;

    /// <summary>Gets or sets the revision of the workspaces.</summary>
    public Func<SessionId, string> Revision { get; set; } = static session => $"revision-of-{session}";

    /// <summary>Gets or sets whether workspaces have changes.</summary>
    public bool HasChanges { get; set; } = true;

    /// <summary>Gets or sets what fails.</summary>
    public Func<string, Exception?> Fault { get; set; } = static _ => null;

    /// <inheritdoc/>
    public ValueTask<SourceInfo> InspectAsync(ProjectSource source, CancellationToken cancellationToken = default)
    {
        Fail("inspect");
        return ValueTask.FromResult(new SourceInfo { BaseBranch = "main", Revision = "base" });
    }

    /// <inheritdoc/>
    public ValueTask CheckBranchAsync(ProjectSource source, string branch, CancellationToken cancellationToken = default)
    {
        Fail($"branch {branch}");
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<Workspace> OpenWorkspaceAsync(WorkspaceRequest request, CancellationToken cancellationToken = default)
    {
        Fail("open");
        return ValueTask.FromResult(_open.GetOrAdd(request.Session, session => new Workspace { Session = session, Source = request.Source, Path = Path.GetTempPath(), Branch = request.Branch, BaseRevision = "base" }));
    }

    /// <inheritdoc/>
    public ValueTask<WorkspaceSnapshot> SnapshotAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        Fail("snapshot");
        return ValueTask.FromResult(SnapshotOf(workspace.Session));
    }

    /// <inheritdoc/>
    public ValueTask<WorkspaceSnapshot> CloseWorkspaceAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        Fail("close");
        if (_open.TryRemove(workspace.Session, out var open))
        {
            _closed[workspace.Session] = open;
        }

        return ValueTask.FromResult(SnapshotOf(workspace.Session));
    }

    /// <inheritdoc/>
    public ValueTask<Workspace> RestoreWorkspaceAsync(WorkspaceRequest request, CancellationToken cancellationToken = default)
    {
        if (_closed.TryRemove(request.Session, out var closed))
        {
            _open[request.Session] = closed;
        }

        return _open.TryGetValue(request.Session, out var open) ? ValueTask.FromResult(open) : throw new AoException($"Nothing is kept of the workspace of '{request.Session}'.");
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkspaceStatus>> ListWorkspacesAsync(ProjectSource source, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<WorkspaceStatus>>([.. _open.Values.Select(static workspace => new WorkspaceStatus(workspace, IsDirty: false))]);

    /// <inheritdoc/>
    public ValueTask<ICheckout> CheckOutAsync(ProjectSource source, string revision, CancellationToken cancellationToken = default)
    {
        Fail("checkout");
        return ValueTask.FromResult<ICheckout>(new Checkout(revision));
    }

    /// <inheritdoc/>
    public ValueTask<PullRequest?> FindPullRequestAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_pullRequests.GetValueOrDefault(key));

    /// <inheritdoc/>
    public ValueTask<PullRequest> OpenPullRequestAsync(PullRequestRequest request, CancellationToken cancellationToken = default)
    {
        Fail("open-pull-request");
        var opened = new PullRequest
        {
            Number = _pullRequests.Count + 1,
            Title = request.Title,
            Body = request.Body,
            HeadBranch = request.HeadBranch,
            HeadRevision = request.Revision,
            BaseBranch = request.BaseBranch,
            State = PullRequestState.Open,
        };
        return _pullRequests.TryAdd(request.Key, opened) ? ValueTask.FromResult(opened) : throw new AoException($"Opened twice: {request.Key}");
    }

    /// <inheritdoc/>
    public ValueTask<PullRequest> GetPullRequestAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_pullRequests.Values.Single(pullRequest => pullRequest.Number == number));

    /// <inheritdoc/>
    public ValueTask<PullRequest> UpdatePullRequestAsync(PullRequestUpdate update, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Change(update.Number, pullRequest => pullRequest with { HeadRevision = update.Revision ?? pullRequest.HeadRevision }));

    /// <inheritdoc/>
    public ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken = default)
    {
        Fail("merge");
        return ValueTask.FromResult(new MergeResult(true, Change(request.Number, static pullRequest => pullRequest with { State = PullRequestState.Merged, MergeRevision = "merged" })));
    }

    private WorkspaceSnapshot SnapshotOf(SessionId session) => new() { Revision = Revision(session), HeadRevision = Revision(session), HasChanges = HasChanges };

    private PullRequest Change(int number, Func<PullRequest, PullRequest> change)
    {
        var (key, pullRequest) = _pullRequests.Single(entry => entry.Value.Number == number);
        return _pullRequests[key] = change(pullRequest);
    }

    private void Fail(string what)
    {
        if (Fault(what) is { } exception)
        {
            throw exception;
        }
    }

    private sealed class Checkout(string revision) : ICheckout
    {
        public string Path => System.IO.Path.GetTempPath();

        public string Revision => revision;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
