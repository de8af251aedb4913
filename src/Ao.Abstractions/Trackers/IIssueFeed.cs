using Ao.Scm;

namespace Ao.Trackers;

/// <summary>The optional capability of a tracker to tell what changes, by watching, polling or webhooks.</summary>
public interface IIssueFeed
{
    /// <summary>Watches issues.</summary>
    /// <param name="source">The project.</param>
    /// <param name="cursor">Where to go on from: the cursor of the last change that was taken in, or <see langword="null"/> for now.</param>
    /// <param name="cancellationToken">The token that ends watching.</param>
    /// <returns>Changes as they are seen. Each is a hint to read the issue: one may be given twice, and several may be given as one.</returns>
    IAsyncEnumerable<IssueChange> WatchAsync(ProjectSource source, string? cursor = null, CancellationToken cancellationToken = default);
}
