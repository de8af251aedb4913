using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>Tells of changes when the test says so.</summary>
public partial class FakeScm : IPullRequestFeed
{
    /// <summary>Gets what the test tells.</summary>
    public HintSource<PullRequestHint> Hints { get; } = new();

    /// <inheritdoc/>
    public IAsyncEnumerable<PullRequestHint> WatchPullRequestsAsync(ProjectSource source, CancellationToken cancellationToken = default) => Hints.FollowAsync(cancellationToken);
}
