using System.Runtime.CompilerServices;
using Ao.Plugins.GitLab.Api;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Webhooks;

/// <summary>Tells which merge requests webhooks have spoken of.</summary>
internal sealed class MergeRequestFeed(Hints hints, Projects projects)
{
    public async IAsyncEnumerable<PullRequestHint> WatchAsync(ProjectSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var watch = hints.MergeRequests.Subscribe(await projects.PathOfAsync(source, cancellationToken).ConfigureAwait(false));
        while (true)
        {
            foreach (var number in await watch.NextAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return new PullRequestHint(number);
            }
        }
    }
}
