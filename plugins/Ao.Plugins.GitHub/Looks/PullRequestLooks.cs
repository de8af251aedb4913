using System.Collections.Concurrent;
using Ao.Plugins.GitHub.Api;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>Reads many pull requests in few queries. Most asks cost nothing: no one's turn has come, and nobody has told of a change.</summary>
internal sealed class PullRequestLooks(GitHubPlaces places, LookReader reader, LookUnderstanding understanding, LookBudget budget, TimeProvider timeProvider) : IPullRequestBatch, IDisposable
{
    private readonly ConcurrentDictionary<RepositoryName, ProjectLooks> _projects = new();

    public async ValueTask<PullRequestReadings> ReadPullRequestsAsync(ProjectSource source, IReadOnlyCollection<int> numbers, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await Of(place).ReadAsync(numbers, cursor, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the looks of a repository.</summary>
    public ProjectLooks Of(GitHubPlace place) => _projects.GetOrAdd(place.Repository, _ => new ProjectLooks(place, reader, understanding, budget, timeProvider));

    /// <summary>Gets the repositories that are looked at.</summary>
    public IEnumerable<RepositoryName> Repositories => _projects.Keys;

    /// <summary>Takes note of what a webhook tells. What nobody looks at is of no concern.</summary>
    public void Mark(RepositoryName repository, LookChange change)
    {
        if (_projects.TryGetValue(repository, out var looks))
        {
            looks.Mark(change, isTold: true);
        }
    }

    /// <summary>Takes note that this host itself has changed a pull request, so that what comes of it is not seen only in its turn.</summary>
    public async ValueTask TouchAsync(ProjectSource source, int number, CancellationToken cancellationToken)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        if (_projects.TryGetValue(place.Repository, out var looks))
        {
            looks.Mark(new LookChange { Parts = LookParts.All, Numbers = new HashSet<int> { number } }, isTold: false);
        }
    }

    public void Dispose()
    {
        foreach (var looks in _projects.Values)
        {
            looks.Dispose();
        }
    }
}
