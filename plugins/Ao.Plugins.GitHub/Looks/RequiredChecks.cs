using System.Collections.Concurrent;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Forge;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>Which checks the base branches demand, which seldom changes.</summary>
internal sealed class RequiredChecks(CheckReader reader, TimeProvider timeProvider)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<(RepositoryName Repository, string Branch), (IReadOnlyCollection<string> Names, DateTimeOffset At)> _known = new();

    public async ValueTask<IReadOnlyCollection<string>> OfAsync(GitHubPlace place, string branch, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        if (_known.TryGetValue((place.Repository, branch), out var known) && now - known.At < s_kept)
        {
            return known.Names;
        }

        IReadOnlyCollection<string> names;
        try
        {
            names = await reader.RequiredAsync(place, branch, purpose, cancellationToken).ConfigureAwait(false);
        }
        catch (GitHubException exception) when (exception.Status is 403 or 404)
        {
            // Who may not read the rules learns of them by what keeps a pull request from being merged.
            names = [];
        }

        _known[(place.Repository, branch)] = (names, now);
        return names;
    }
}
