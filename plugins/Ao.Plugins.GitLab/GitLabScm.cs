using Ao.Git.Remotes;
using Ao.Git.Workspaces;
using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Checks;
using Ao.Plugins.GitLab.Forks;
using Ao.Plugins.GitLab.Looks;
using Ao.Plugins.GitLab.MergeRequests;
using Ao.Plugins.GitLab.Reviews;
using Ao.Plugins.GitLab.Webhooks;
using Ao.Scm;

namespace Ao.Plugins.GitLab;

/// <summary>The scm <c>gitlab</c>: workspaces over git, and what GitLab does beyond that.</summary>
/// <remarks>It does not promise to act once per key: between looking for a mark and making something, a call that was given up can still land.</remarks>
internal sealed class GitLabScm(
    WorkspaceParts parts,
    MergeRequestStore requests,
    Merging merging,
    Pipelines pipelines,
    CheckPublisher published,
    ReviewList reviews,
    Threads threads,
    MergeRequestLooks looks,
    MergeRequestFeed feed,
    ForkList forks,
    ForkSync sync,
    PushTargets targets,
    RemoteClaims claims,
    WebhookIntake webhooks,
    GitLabClient client) : WorkspaceScm(parts), IPullRequestHost, ICheckHost, IBaseCheckHost, ICheckRerun, ICheckPublisher, IReviewHost, IReviewThreadHost, IPullRequestBatch, IPullRequestFeed, IForkHost, IForkNetwork, IClaimHost, IWebhookReceiver
{
    public override async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default) =>
        [.. await base.InspectSelfAsync(cancellationToken).ConfigureAwait(false), .. await SelfCheck.LookAsync(client, cancellationToken).ConfigureAwait(false)];

    public ValueTask<PullRequest?> FindPullRequestAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => requests.FindAsync(source, key, cancellationToken);

    public ValueTask<PullRequest> OpenPullRequestAsync(PullRequestRequest request, CancellationToken cancellationToken = default) => requests.OpenAsync(request, cancellationToken);

    public ValueTask<PullRequest> GetPullRequestAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => requests.GetAsync(source, number, cancellationToken);

    public ValueTask<PullRequest> UpdatePullRequestAsync(PullRequestUpdate update, CancellationToken cancellationToken = default) => requests.UpdateAsync(update, cancellationToken);

    public ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken = default) => merging.MergeAsync(request, cancellationToken);

    public ValueTask<CheckReport> GetChecksAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => pipelines.GetAsync(source, number, cancellationToken);

    public ValueTask<CheckReport> GetBaseChecksAsync(ProjectSource source, int number, IReadOnlyCollection<string> names, CancellationToken cancellationToken = default) => pipelines.GetBaseAsync(source, number, cancellationToken);

    public ValueTask<CheckReport> RerunChecksAsync(CheckRerunRequest request, CancellationToken cancellationToken = default) => pipelines.RerunAsync(request, cancellationToken);

    public ValueTask<Check> PublishCheckAsync(CheckPublication request, CancellationToken cancellationToken = default) => published.PublishAsync(request, cancellationToken);

    public ValueTask<IReadOnlyList<Review>> ListReviewsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => reviews.ListAsync(source, number, cancellationToken);

    public ValueTask<Review> AddReviewAsync(ReviewRequest request, CancellationToken cancellationToken = default) => reviews.AddAsync(request, cancellationToken);

    public ValueTask<IReadOnlyList<ReviewThread>> ListThreadsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => threads.ListAsync(source, number, cancellationToken);

    public ValueTask<ReviewThread> AddThreadCommentAsync(ReviewThreadRequest request, CancellationToken cancellationToken = default) => threads.AddAsync(request, cancellationToken);

    public ValueTask<ReviewThread> ResolveThreadAsync(ProjectSource source, int number, string thread, bool resolved, CancellationToken cancellationToken = default) => threads.ResolveAsync(source, number, thread, resolved, cancellationToken);

    public ValueTask<PullRequestReadings> ReadPullRequestsAsync(ProjectSource source, IReadOnlyCollection<int> numbers, string? cursor = null, CancellationToken cancellationToken = default) => looks.ReadAsync(source, numbers, cursor, cancellationToken);

    public IAsyncEnumerable<PullRequestHint> WatchPullRequestsAsync(ProjectSource source, CancellationToken cancellationToken = default) => feed.WatchAsync(source, cancellationToken);

    public ValueTask<Fork?> FindForkAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => forks.FindAsync(source, key, cancellationToken);

    public ValueTask<Fork> CreateForkAsync(ForkRequest request, CancellationToken cancellationToken = default) => forks.CreateAsync(request, cancellationToken);

    public async ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken = default) => (await targets.GetAsync(source, cancellationToken).ConfigureAwait(false)).Address;

    public ValueTask SetPushTargetAsync(ProjectSource source, string location, CancellationToken cancellationToken = default) => targets.SetAsync(source, location, cancellationToken);

    public ValueTask<IReadOnlyList<Fork>> ListForksAsync(ProjectSource source, CancellationToken cancellationToken = default) => forks.ListAsync(source, cancellationToken);

    public ValueTask<ForkDivergence> GetDivergenceAsync(ProjectSource source, Fork fork, string branch, CancellationToken cancellationToken = default) => sync.CompareAsync(source, fork, branch, cancellationToken);

    public ValueTask<ForkSyncResult> SyncForkAsync(ForkSyncRequest request, CancellationToken cancellationToken = default) => sync.SyncAsync(request, cancellationToken);

    public ValueTask<IReadOnlyList<WorkClaim>> ListClaimsAsync(ProjectSource source, CancellationToken cancellationToken = default) => claims.ListAsync(source, cancellationToken);

    public ValueTask<WorkClaim?> FindClaimAsync(ProjectSource source, string resource, CancellationToken cancellationToken = default) => claims.FindAsync(source, resource, cancellationToken);

    public ValueTask<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default) => claims.ClaimAsync(request, cancellationToken);

    public ValueTask ReleaseClaimAsync(ProjectSource source, WorkClaim claim, CancellationToken cancellationToken = default) => claims.ReleaseAsync(source, claim, cancellationToken);

    public ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken = default) => webhooks.ReceiveAsync(request, cancellationToken);
}
