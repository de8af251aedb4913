using System.Collections.Concurrent;
using Ao.Scm;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Reactions;

/// <summary>A forge that is read in one look, over the fake scm: checks run again, a base branch, threads.</summary>
internal sealed class Forge(FakeScm scm) : IScm, IPullRequestHost, ICheckHost, IRunsChecks, IReviewHost, IForkHost, IOncePerKey, IPullRequestBatch, IBaseCheckHost, ICheckRerun
{
    private readonly ConcurrentDictionary<OperationKey, bool> _reruns = new();

    public bool ActsOncePerKey => true;

    /// <summary>Gets or sets what the checks of a pull request say.</summary>
    public Func<PullRequest, IReadOnlyList<Check>> Checks { get; set; } = static _ => [new Check { Name = "build", State = CheckState.Passed }];

    /// <summary>Gets or sets which checks fail on the base branch.</summary>
    public Func<IReadOnlyCollection<string>, IEnumerable<Check>> OnBase { get; set; } = static _ => [];

    /// <summary>Gets or sets what happens to a pull request behind the host's back.</summary>
    public Func<PullRequest, PullRequest> Change { get; set; } = static pullRequest => pullRequest;

    public IReadOnlyList<Review> Reviews { get; set; } = [];

    public IReadOnlyList<ReviewThread> Threads { get; set; } = [];

    /// <summary>Gets or sets what happens when checks are run again.</summary>
    public Action OnRerun { get; set; } = static () => { };

    public int Reruns => _reruns.Count;

    public ValueTask<PullRequestReadings> ReadPullRequestsAsync(ProjectSource source, IReadOnlyCollection<int> numbers, string? cursor = null, CancellationToken cancellationToken = default)
    {
        var readings = scm.PullRequests.Where(pullRequest => numbers.Contains(pullRequest.Number)).Select(Change).Select(pullRequest => new PullRequestReading
        {
            PullRequest = pullRequest,
            BaseRevision = "base-1",
            Checks = new CheckReport(pullRequest.HeadRevision, Checks(pullRequest)),
            Reviews = Reviews,
            Threads = Threads,
        }).ToList();
        return ValueTask.FromResult(new PullRequestReadings("cursor", readings));
    }

    public async ValueTask<CheckReport> GetChecksAsync(ProjectSource source, int number, CancellationToken cancellationToken = default)
    {
        var pullRequest = await GetPullRequestAsync(source, number, cancellationToken);
        return new CheckReport(pullRequest.HeadRevision, Checks(pullRequest));
    }

    public ValueTask<CheckReport> GetBaseChecksAsync(ProjectSource source, int number, IReadOnlyCollection<string> names, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new CheckReport("base-1", [.. OnBase(names)]));

    public ValueTask<CheckReport> RerunChecksAsync(CheckRerunRequest request, CancellationToken cancellationToken = default)
    {
        if (_reruns.TryAdd(request.Key, true))
        {
            OnRerun();
        }

        return ValueTask.FromResult(new CheckReport(request.Revision, []));
    }

    public ValueTask<SourceInfo> InspectAsync(ProjectSource source, CancellationToken cancellationToken = default) => scm.InspectAsync(source, cancellationToken);

    public ValueTask<Workspace> OpenWorkspaceAsync(WorkspaceRequest request, CancellationToken cancellationToken = default) => scm.OpenWorkspaceAsync(request, cancellationToken);

    public ValueTask<WorkspaceSnapshot> SnapshotAsync(Workspace workspace, CancellationToken cancellationToken = default) => scm.SnapshotAsync(workspace, cancellationToken);

    public ValueTask<WorkspaceSnapshot> ResolveAsync(Workspace workspace, string revision, CancellationToken cancellationToken = default) => scm.ResolveAsync(workspace, revision, cancellationToken);

    public ValueTask<WorkspaceSnapshot> CloseWorkspaceAsync(Workspace workspace, CancellationToken cancellationToken = default) => scm.CloseWorkspaceAsync(workspace, cancellationToken);

    public ValueTask<Workspace> RestoreWorkspaceAsync(WorkspaceRequest request, CancellationToken cancellationToken = default) => scm.RestoreWorkspaceAsync(request, cancellationToken);

    public ValueTask<IReadOnlyList<WorkspaceStatus>> ListWorkspacesAsync(ProjectSource source, CancellationToken cancellationToken = default) => scm.ListWorkspacesAsync(source, cancellationToken);

    public ValueTask<ICheckout> CheckOutAsync(ProjectSource source, string revision, CancellationToken cancellationToken = default) => scm.CheckOutAsync(source, revision, cancellationToken);

    public ValueTask<PullRequest?> FindPullRequestAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => scm.FindPullRequestAsync(source, key, cancellationToken);

    public ValueTask<PullRequest> OpenPullRequestAsync(PullRequestRequest request, CancellationToken cancellationToken = default) => scm.OpenPullRequestAsync(request, cancellationToken);

    public async ValueTask<PullRequest> GetPullRequestAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => Change(await scm.GetPullRequestAsync(source, number, cancellationToken));

    public ValueTask<PullRequest> UpdatePullRequestAsync(PullRequestUpdate update, CancellationToken cancellationToken = default) => scm.UpdatePullRequestAsync(update, cancellationToken);

    public ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken = default) => scm.MergeAsync(request, cancellationToken);

    public ValueTask<IReadOnlyList<Review>> ListReviewsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default) => ValueTask.FromResult(Reviews);

    public ValueTask<Review> AddReviewAsync(ReviewRequest request, CancellationToken cancellationToken = default) => scm.AddReviewAsync(request, cancellationToken);

    public ValueTask<Fork?> FindForkAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => scm.FindForkAsync(source, key, cancellationToken);

    public ValueTask<Fork> CreateForkAsync(ForkRequest request, CancellationToken cancellationToken = default) => scm.CreateForkAsync(request, cancellationToken);

    public ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken = default) => scm.GetPushTargetAsync(source, cancellationToken);

    public ValueTask SetPushTargetAsync(ProjectSource source, string location, CancellationToken cancellationToken = default) => scm.SetPushTargetAsync(source, location, cancellationToken);
}
