using System.Collections.Concurrent;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>An scm without files: it counts what was done, and keeps it when the engine is made anew.</summary>
public partial class FakeScm : IScm, IPullRequestHost, ICheckHost, IRunsChecks, IReviewHost, IForkHost, IOncePerKey, IBranchCheck, IChangeSummary
{
    private readonly ConcurrentDictionary<SessionId, Workspace> _open = new();
    private readonly ConcurrentDictionary<SessionId, Workspace> _closed = new();
    private readonly ConcurrentDictionary<OperationKey, PullRequest> _pullRequests = new();
    private readonly ConcurrentDictionary<OperationKey, Fork> _forks = new();
    private readonly ConcurrentDictionary<OperationKey, Review> _reviews = new();

    /// <summary>Gets the pull requests.</summary>
    public ICollection<PullRequest> PullRequests => _pullRequests.Values;

    /// <summary>Gets the sessions whose workspaces are open.</summary>
    public ICollection<SessionId> Open => _open.Keys;

    /// <summary>Gets or sets the revision of the workspaces.</summary>
    public Func<SessionId, string> Revision { get; set; } = static session => $"revision-of-{session}";

    /// <summary>Gets or sets which revisions beside the one that a workspace holds are a session's own.</summary>
    public Func<SessionId, string, bool> IsOwn { get; set; } = static (_, _) => true;

    /// <summary>Gets or sets whether workspaces have changes.</summary>
    public bool HasChanges { get; set; } = true;

    /// <summary>Gets or sets which workspaces have changes, where not all are alike.</summary>
    public Func<SessionId, bool>? Changes { get; set; }

    /// <summary>Gets the keys of the operations that opened pull requests.</summary>
    public ICollection<OperationKey> Keys => _pullRequests.Keys;

    /// <summary>Gets the forks.</summary>
    public ICollection<Fork> Forks => _forks.Values;

    /// <summary>Gets or sets where changes are published; <see langword="null"/> for the source.</summary>
    public string? PushTarget { get; set; }

    /// <summary>Gets or sets what the checks say.</summary>
    public Func<PullRequest, CheckReport> Checks { get; set; } = static pullRequest => new CheckReport(pullRequest.HeadRevision, [new Check { Name = "build", State = CheckState.Passed }]);

    /// <summary>Gets or sets whether the next calls change the world and lose their reply, by what they do.</summary>
    public Func<string, bool> LosesReply { get; set; } = static _ => false;

    /// <inheritdoc/>
    public bool ActsOncePerKey { get; set; } = true;

    /// <summary>Gets or sets what happens before a source is inspected.</summary>
    public Func<Task> BeforeInspect { get; set; } = static () => Task.CompletedTask;

    /// <summary>Gets or sets what happens before a workspace is closed.</summary>
    public Func<SessionId, Task> BeforeClose { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Gets or sets whether merges wait in a queue.</summary>
    public bool QueuesMerges { get; set; }

    /// <summary>Gets how often a pull request was put into the queue.</summary>
    public int Enqueued { get; private set; }

    /// <summary>Gets or sets what fails.</summary>
    public Func<string, Exception?> Fault { get; set; } = static _ => null;

    /// <inheritdoc/>
    public ValueTask<ChangeSummary> SummarizeAsync(ProjectSource source, string baseRevision, string revision, CancellationToken cancellationToken = default)
    {
        Fail("summarize");
        return ValueTask.FromResult(new ChangeSummary { Files = 2, Insertions = 10, Deletions = 3, Paths = ["a.txt", $"{baseRevision}..{revision}"] });
    }

    /// <inheritdoc/>
    public async ValueTask<SourceInfo> InspectAsync(ProjectSource source, CancellationToken cancellationToken = default)
    {
        await BeforeInspect();
        Fail("inspect");
        return new SourceInfo { BaseBranch = "main", Revision = "base" };
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
        return ValueTask.FromResult(_open.GetOrAdd(request.Session, session => new Workspace { Session = session, Source = request.Source, Path = Path.GetTempPath(), Branch = request.Branch, BaseRevision = request.Revision ?? "base", BaseBranch = "main", IsReadOnly = request.IsReadOnly }));
    }

    /// <inheritdoc/>
    public ValueTask<WorkspaceSnapshot> SnapshotAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        Fail("snapshot");
        return ValueTask.FromResult(SnapshotOf(workspace.Session));
    }

    /// <inheritdoc/>
    public ValueTask<WorkspaceSnapshot> ResolveAsync(Workspace workspace, string revision, CancellationToken cancellationToken = default)
    {
        Fail("resolve");
        return revision == Revision(workspace.Session) || IsOwn(workspace.Session, revision)
            ? ValueTask.FromResult(SnapshotOf(workspace.Session) with { Revision = revision, ChangedPaths = [$"changed-in-{revision}"] })
            : throw new AoException($"The revision '{revision}' is no work of session '{workspace.Session}'.");
    }

    /// <inheritdoc/>
    public async ValueTask<WorkspaceSnapshot> CloseWorkspaceAsync(Workspace workspace, CancellationToken cancellationToken = default)
    {
        await BeforeClose(workspace.Session);
        Fail("close");
        if (_open.TryRemove(workspace.Session, out var open))
        {
            _closed[workspace.Session] = open;
        }

        return SnapshotOf(workspace.Session);
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
        Fault("find-pull-request") is { } fault ? throw fault : ValueTask.FromResult(_pullRequests.GetValueOrDefault(key));

    /// <inheritdoc/>
    public ValueTask<PullRequest> OpenPullRequestAsync(PullRequestRequest request, CancellationToken cancellationToken = default)
    {
        Fail("open-pull-request");
        var opened = new PullRequest
        {
            Number = _pullRequests.Count + 1,
            Title = request.Title,
            Body = request.Body,
            PushTarget = request.PushTarget,
            HeadBranch = request.HeadBranch,
            HeadRevision = request.Revision,
            BaseBranch = request.BaseBranch,
            State = PullRequestState.Open,
        };
        return _pullRequests.TryAdd(request.Key, opened) ? Reply("open-pull-request", opened) : throw new AoException($"Opened twice: {request.Key}");
    }

    /// <inheritdoc/>
    public ValueTask<PullRequest> GetPullRequestAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_pullRequests.Values.Single(pullRequest => pullRequest.Number == number));

    /// <inheritdoc/>
    public ValueTask<PullRequest> UpdatePullRequestAsync(PullRequestUpdate update, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Change(update.Number, pullRequest => pullRequest with { HeadRevision = update.Revision ?? pullRequest.HeadRevision }));

    /// <summary>Merges a pull request as somebody on the forge does.</summary>
    public void MergeElsewhere(int number) => Change(number, static pullRequest => pullRequest with { State = PullRequestState.Merged, MergeRevision = "merged" });

    /// <inheritdoc/>
    public ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken = default)
    {
        Fail("merge");
        if (QueuesMerges)
        {
            Enqueued++;
            return ValueTask.FromResult(new MergeResult(false, _pullRequests.Values.Single(one => one.Number == request.Number)) { IsQueued = true });
        }

        return Reply("merge", new MergeResult(true, Change(request.Number, static pullRequest => pullRequest with { State = PullRequestState.Merged, MergeRevision = "merged" })));
    }

    /// <inheritdoc/>
    public async ValueTask<CheckReport> GetChecksAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) =>
        Checks(await GetPullRequestAsync(source, number, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Review>> ListReviewsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<Review>>([.. _reviews.Values]);

    /// <inheritdoc/>
    public ValueTask<Review> AddReviewAsync(ReviewRequest request, CancellationToken cancellationToken = default)
    {
        Fail("review");
        return Reply("review", _reviews.GetOrAdd(request.Key, new Review { Author = request.Author, Verdict = request.Verdict, Revision = request.Revision, Body = request.Body, At = DateTimeOffset.UnixEpoch }));
    }

    /// <inheritdoc/>
    public ValueTask<Fork?> FindForkAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_forks.GetValueOrDefault(key));

    /// <inheritdoc/>
    public ValueTask<Fork> CreateForkAsync(ForkRequest request, CancellationToken cancellationToken = default)
    {
        Fail("fork");
        return Reply("fork", _forks.GetOrAdd(request.Key, new Fork(request.Owner, $"/forks/{request.Owner}")));
    }

    /// <inheritdoc/>
    public ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(PushTarget ?? source.Location);

    /// <inheritdoc/>
    public ValueTask SetPushTargetAsync(ProjectSource source, string location, CancellationToken cancellationToken = default)
    {
        Fail("push-target");
        PushTarget = location;
        return ValueTask.CompletedTask;
    }

    private WorkspaceSnapshot SnapshotOf(SessionId session) => new() { Revision = Revision(session), HeadRevision = Revision(session), HasChanges = Changes?.Invoke(session) ?? HasChanges, ChangedPaths = Paths(session) };

    private PullRequest Change(int number, Func<PullRequest, PullRequest> change)
    {
        var (key, pullRequest) = _pullRequests.Single(entry => entry.Value.Number == number);
        return _pullRequests[key] = change(pullRequest);
    }

    /// <summary>Gives the reply, unless it is to be lost.</summary>
    protected ValueTask<T> Reply<T>(string what, T value) =>
        LosesReply(what) ? throw new OutcomeUnknownException("The reply was lost.") : ValueTask.FromResult(value);

    /// <summary>Fails, where it is to.</summary>
    protected void Fail(string what)
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
