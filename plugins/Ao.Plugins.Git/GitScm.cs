using Ao.Git.Workspaces;
using Ao.Plugins.Git.Forge;
using Ao.Scm;

namespace Ao.Plugins.Git;

/// <summary>The scm <c>git</c>: workspaces, and a local forge.</summary>
internal sealed class GitScm(
    WorkspaceParts parts,
    PullRequests pullRequests,
    Checks checks,
    CheckReruns reruns,
    Reviews reviews,
    Threads threads,
    PullRequestLooks looks,
    Forks forks,
    ForkNetwork network,
    PushTargets targets,
    Claims claims) : WorkspaceScm(parts), IPullRequestHost, ICheckHost, IRunsChecks, IBaseCheckHost, ICheckRerun, IReviewHost, IReviewThreadHost, IPullRequestBatch, IForkHost, IForkNetwork, IClaimHost, IOncePerKey
{
    // What an operation makes is added by a transaction that expects its key not to be there; branches move from the commit that was seen, and by no other way.
    public bool ActsOncePerKey => true;

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

    public ValueTask<IReadOnlyList<Fork>> ListForksAsync(ProjectSource source, CancellationToken cancellationToken = default) => network.ListAsync(source, cancellationToken);

    public ValueTask<ForkDivergence> GetDivergenceAsync(ProjectSource source, Fork fork, string branch, CancellationToken cancellationToken = default) => network.CompareAsync(source, fork, branch, cancellationToken);

    public ValueTask<ForkSyncResult> SyncForkAsync(ForkSyncRequest request, CancellationToken cancellationToken = default) => network.SyncAsync(request, cancellationToken);

    public ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken = default) => targets.GetAsync(source, cancellationToken);

    public ValueTask SetPushTargetAsync(ProjectSource source, string location, CancellationToken cancellationToken = default) => targets.SetAsync(source, location, cancellationToken);

    public ValueTask<IReadOnlyList<WorkClaim>> ListClaimsAsync(ProjectSource source, CancellationToken cancellationToken = default) => claims.ListAsync(source, cancellationToken);

    public ValueTask<WorkClaim?> FindClaimAsync(ProjectSource source, string resource, CancellationToken cancellationToken = default) => claims.FindAsync(source, resource, cancellationToken);

    public ValueTask<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default) => claims.ClaimAsync(request, cancellationToken);

    public ValueTask ReleaseClaimAsync(ProjectSource source, WorkClaim claim, CancellationToken cancellationToken = default) => claims.ReleaseAsync(source, claim, cancellationToken);
}
