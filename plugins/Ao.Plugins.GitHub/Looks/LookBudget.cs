using System.Collections.Concurrent;
using Ao.Plugins.GitHub.Api;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Looks;

/// <summary>Keeps what looking costs together within what it may cost: with more than that is enough for, all are looked at less often.</summary>
internal sealed class LookBudget(IOptions<GitHubOptions> options)
{
    private readonly ConcurrentDictionary<RepositoryName, double> _demands = new();

    /// <summary>Tells what the looks of a repository cost an hour.</summary>
    /// <returns>How many times longer the intervals are.</returns>
    public double Claim(RepositoryName repository, double points)
    {
        _demands[repository] = points;
        return Math.Max(1, _demands.Values.Sum() / options.Value.LookPointsAnHour);
    }
}
