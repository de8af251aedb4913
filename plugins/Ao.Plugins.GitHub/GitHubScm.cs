using Ao.Git.Remotes;
using Ao.Git.Workspaces;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Git;
using Ao.Plugins.GitHub.Looks;
using Ao.Plugins.GitHub.Webhooks;
using Ao.Scm;

namespace Ao.Plugins.GitHub;

/// <summary>The scm <c>github</c>: workspaces over git, and what GitHub holds beside it.</summary>
internal sealed class GitHubScm(
    WorkspaceParts parts,
    PullRequests pullRequests,
    Checks checks,
    CheckPublisher publisher,
    Reviews reviews,
    Threads threads,
    PullRequestLooks looks,
    PullRequestFeed feed,
    Forks forks,
    ForkNetwork network,
    RemoteClaims claims,
    PushRights rights,
    CredentialCheck credential,
    WebhookIntake webhooks) : WorkspaceScm(parts), IPullRequestHost, ICheckHost, IBaseCheckHost, ICheckRerun, ICheckPublisher, IReviewHost, IReviewThreadHost, IPullRequestBatch, IPullRequestFeed, IForkHost, IForkNetwork, IClaimHost, IWebhookReceiver
{
    public override async ValueTask<SourceInfo> InspectAsync(ProjectSource source, CancellationToken cancellationToken = default)
    {
        var warnings = await rights.WarningsAsync(source, cancellationToken).ConfigureAwait(false);
        var info = await base.InspectAsync(source, cancellationToken).ConfigureAwait(false);
        return info with { Warnings = [.. info.Warnings, .. warnings] };
    }

    public override async ValueTask<IReadOnlyList<SelfCheckFinding>> InspectSelfAsync(CancellationToken cancellationToken = default) =>
        [.. await base.InspectSelfAsync(cancellationToken).ConfigureAwait(false), .. await credential.InspectAsync(cancellationToken).ConfigureAwait(false)];

    public ValueTask<PullRequest?> FindPullRequestAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => pullRequests.FindPullRequestAsync(source, key, cancellationToken);

    public ValueTask<PullRequest> OpenPullRequestAsync(PullRequestRequest request, CancellationToken cancellationToken = default) => pullRequests.OpenPullRequestAsync(request, cancellationToken);

    public ValueTask<PullRequest> GetPullRequestAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => pullRequests.GetPullRequestAsync(source, number, cancellationToken);

    public ValueTask<PullRequest> UpdatePullRequestAsync(PullRequestUpdate update, CancellationToken cancellationToken = default) => SeenSoonAsync(pullRequests.UpdatePullRequestAsync(update, cancellationToken), update.Source, update.Number, cancellationToken);

    public ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken = default) => SeenSoonAsync(pullRequests.MergeAsync(request, cancellationToken), request.Source, request.Number, cancellationToken);

    public ValueTask<CheckReport> GetChecksAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => checks.GetChecksAsync(source, number, cancellationToken);

    public ValueTask<CheckReport> GetBaseChecksAsync(ProjectSource source, int number, IReadOnlyCollection<string> names, CancellationToken cancellationToken = default) => checks.GetBaseChecksAsync(source, number, names, cancellationToken);

    public ValueTask<CheckReport> RerunChecksAsync(CheckRerunRequest request, CancellationToken cancellationToken = default) => SeenSoonAsync(checks.RerunChecksAsync(request, cancellationToken), request.Source, request.Number, cancellationToken);

    public ValueTask<Check> PublishCheckAsync(CheckPublication request, CancellationToken cancellationToken = default) => SeenSoonAsync(publisher.PublishCheckAsync(request, cancellationToken), request.Source, request.Number, cancellationToken);

    public ValueTask<IReadOnlyList<Review>> ListReviewsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => reviews.ListReviewsAsync(source, number, cancellationToken);

    public ValueTask<Review> AddReviewAsync(ReviewRequest request, CancellationToken cancellationToken = default) => SeenSoonAsync(reviews.AddReviewAsync(request, cancellationToken), request.Source, request.Number, cancellationToken);

    public ValueTask<IReadOnlyList<ReviewThread>> ListThreadsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => threads.ListThreadsAsync(source, number, cancellationToken);

    public ValueTask<ReviewThread> AddThreadCommentAsync(ReviewThreadRequest request, CancellationToken cancellationToken = default) => SeenSoonAsync(threads.AddThreadCommentAsync(request, cancellationToken), request.Source, request.Number, cancellationToken);

    public ValueTask<ReviewThread> ResolveThreadAsync(ProjectSource source, int number, string thread, bool resolved, CancellationToken cancellationToken = default) => SeenSoonAsync(threads.ResolveThreadAsync(source, number, thread, resolved, cancellationToken), source, number, cancellationToken);

    public ValueTask<PullRequestReadings> ReadPullRequestsAsync(ProjectSource source, IReadOnlyCollection<int> numbers, string? cursor = null, CancellationToken cancellationToken = default) => looks.ReadPullRequestsAsync(source, numbers, cursor, cancellationToken);

    public IAsyncEnumerable<PullRequestHint> WatchPullRequestsAsync(ProjectSource source, CancellationToken cancellationToken = default) => feed.WatchPullRequestsAsync(source, cancellationToken);

    public ValueTask<Fork?> FindForkAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => forks.FindForkAsync(source, key, cancellationToken);

    public ValueTask<Fork> CreateForkAsync(ForkRequest request, CancellationToken cancellationToken = default) => forks.CreateForkAsync(request, cancellationToken);

    public ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken = default) => forks.GetPushTargetAsync(source, cancellationToken);

    public ValueTask SetPushTargetAsync(ProjectSource source, string location, CancellationToken cancellationToken = default) => forks.SetPushTargetAsync(source, location, cancellationToken);

    public ValueTask<IReadOnlyList<Fork>> ListForksAsync(ProjectSource source, CancellationToken cancellationToken = default) => network.ListForksAsync(source, cancellationToken);

    public ValueTask<ForkDivergence> GetDivergenceAsync(ProjectSource source, Fork fork, string branch, CancellationToken cancellationToken = default) => network.GetDivergenceAsync(source, fork, branch, cancellationToken);

    public ValueTask<ForkSyncResult> SyncForkAsync(ForkSyncRequest request, CancellationToken cancellationToken = default) => network.SyncForkAsync(request, cancellationToken);

    public ValueTask<IReadOnlyList<WorkClaim>> ListClaimsAsync(ProjectSource source, CancellationToken cancellationToken = default) => claims.ListAsync(source, cancellationToken);

    public ValueTask<WorkClaim?> FindClaimAsync(ProjectSource source, string resource, CancellationToken cancellationToken = default) => claims.FindAsync(source, resource, cancellationToken);

    public ValueTask<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default) => claims.ClaimAsync(request, cancellationToken);

    public ValueTask ReleaseClaimAsync(ProjectSource source, WorkClaim claim, CancellationToken cancellationToken = default) => claims.ReleaseAsync(source, claim, cancellationToken);

    public ValueTask<WebhookReply> ReceiveAsync(WebhookRequest request, CancellationToken cancellationToken = default) => webhooks.ReceiveAsync(request, cancellationToken);

    /// <summary>Has what this host has changed looked at soon, and not only in its turn.</summary>
    private async ValueTask<T> SeenSoonAsync<T>(ValueTask<T> change, ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var changed = await change.ConfigureAwait(false);
        await looks.TouchAsync(source, number, cancellationToken).ConfigureAwait(false);
        return changed;
    }
}
