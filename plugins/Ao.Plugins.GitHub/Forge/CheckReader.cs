using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Rest;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Reads what apps and services say of a commit.</summary>
internal sealed class CheckReader(GitHubClient client)
{
    private const int MaxPages = 10;
    private const int PageSize = 100;

    /// <summary>Reads the check runs of all attempts and the newest commit statuses, with what the base branch demands.</summary>
    public async ValueTask<IReadOnlyList<FoundCheck>> ReadAsync(GitHubPlace place, string revision, IReadOnlyCollection<string> required, CallPurpose purpose, CancellationToken cancellationToken) =>
        CheckMerge.Of(
            await RunsAsync(place, revision, purpose, cancellationToken).ConfigureAwait(false),
            await StatusesAsync(place, revision, purpose, cancellationToken).ConfigureAwait(false),
            required);

    /// <summary>Reads which checks a branch demands, by its protection and by rules.</summary>
    public async ValueTask<IReadOnlyCollection<string>> RequiredAsync(GitHubPlace place, string branch, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var found = await client.FindAsync(Forks.BranchPath(place.Repository, branch), RestJson.Default.RestBranch, purpose, cancellationToken).ConfigureAwait(false);
        var names = new SortedSet<string>(found?.Protection?.RequiredStatusChecks?.Contexts ?? [], StringComparer.Ordinal);
        var rules = await client.FindAsync($"{place.Path}/rules/branches/{Uri.EscapeDataString(branch)}?per_page=100", RestJson.Default.RestRuleArray, purpose, cancellationToken).ConfigureAwait(false);
        names.UnionWith((rules ?? []).Where(static rule => rule.Type == "required_status_checks").SelectMany(static rule => rule.Parameters?.RequiredStatusChecks ?? []).Select(static check => check.Context));
        return names;
    }

    /// <summary>Reads the newest commit of a branch.</summary>
    public async ValueTask<string> TipAsync(GitHubPlace place, string branch, CallPurpose purpose, CancellationToken cancellationToken) =>
        (await client.FindAsync(Forks.BranchPath(place.Repository, branch), RestJson.Default.RestBranch, purpose, cancellationToken).ConfigureAwait(false))?.Commit.Sha
        ?? throw new AoException($"There is no branch '{Printable.Quote(branch)}' in {place.Repository} any more. Look at where the pull request goes.");

    private async ValueTask<IReadOnlyList<RestCheckRun>> RunsAsync(GitHubPlace place, string revision, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var runs = new List<RestCheckRun>();
        for (var page = 1; page <= MaxPages; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{place.Path}/commits/{revision}/check-runs?filter=all&per_page={PageSize}&page={page}");
            var read = await client.GetAsync(path, RestJson.Default.RestCheckRuns, purpose, cancellationToken).ConfigureAwait(false);
            runs.AddRange(read.CheckRuns);
            if (read.CheckRuns.Count < PageSize)
            {
                break;
            }
        }

        return runs;
    }

    private async ValueTask<IReadOnlyList<RestStatus>> StatusesAsync(GitHubPlace place, string revision, CallPurpose purpose, CancellationToken cancellationToken)
    {
        var statuses = new List<RestStatus>();
        for (var page = 1; page <= MaxPages; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{place.Path}/commits/{revision}/status?per_page={PageSize}&page={page}");
            var read = await client.GetAsync(path, RestJson.Default.RestCombinedStatus, purpose, cancellationToken).ConfigureAwait(false);
            statuses.AddRange(read.Statuses);
            if (read.Statuses.Count < PageSize)
            {
                break;
            }
        }

        return statuses;
    }
}
