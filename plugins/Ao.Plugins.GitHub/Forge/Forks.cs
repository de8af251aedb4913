using System.Globalization;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Notes;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Forks on GitHub. An owner has one fork of a repository at most, so that to create it twice creates it once.</summary>
internal sealed class Forks(
    GitHubClient client,
    GitHubPlaces places,
    Account account,
    PushTargets targets,
    OperationNotes notes,
    TimeProvider timeProvider) : IForkHost
{
    private const int MaxPages = 10;

    /// <summary>How long GitHub may take to make a fork that it has accepted.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public async ValueTask<Fork?> FindForkAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default)
    {
        // A fork carries no mark: which owner an operation meant is known only here.
        var note = await notes.FindAsync(source, key, cancellationToken).ConfigureAwait(false);
        if (note?.Before is not { } owner)
        {
            return null;
        }

        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        return await FindAsync(place, owner, cancellationToken).ConfigureAwait(false) is { } fork ? Describe(fork, place) : null;
    }

    public async ValueTask<Fork> CreateForkAsync(ForkRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var owner = RequireOwner(request.Owner);
        var place = await places.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        if (string.Equals(owner, place.Repository.Owner, StringComparison.OrdinalIgnoreCase))
        {
            throw new AoException($"'{owner}' owns {place.Repository} itself and cannot have a fork of it. Publish to the repository, or name another owner.");
        }

        var organization = await OrganizationAsync(place, owner, cancellationToken).ConfigureAwait(false);
        await notes.BeginAsync(request.Source, request.Key, owner, cancellationToken).ConfigureAwait(false);
        if (await FindAsync(place, owner, cancellationToken).ConfigureAwait(false) is not { } fork)
        {
            var draft = new ForkDraft { Organization = organization, DefaultBranchOnly = false };
            var made = await client.SendAsync(HttpMethod.Post, $"{place.Path}/forks", draft, RestJson.Default.ForkDraft, RestJson.Default.RestRepository, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
            fork = await WaitAsync(made, place, cancellationToken).ConfigureAwait(false);
        }

        return Describe(fork, place);
    }

    public ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken = default) => targets.GetAsync(source, cancellationToken);

    public ValueTask SetPushTargetAsync(ProjectSource source, string location, CancellationToken cancellationToken = default) => targets.SetAsync(source, location, cancellationToken);

    /// <summary>Reads the forks of a repository, newest first.</summary>
    public static IAsyncEnumerable<RestRepository> ListAsync(GitHubClient client, GitHubPlace place, CallPurpose purpose, CancellationToken cancellationToken) =>
        client.ListAsync($"{place.Path}/forks?sort=newest&per_page=100", RestJson.Default.RestRepositoryArray, purpose, cancellationToken, MaxPages);

    public static Fork Describe(RestRepository fork, GitHubPlace place)
    {
        var name = RepositoryName.Parse(fork.FullName);
        return new Fork(name.Owner, place.Addresses.GitOf(name)) { Identity = fork.NodeId, Address = fork.HtmlUrl };
    }

    private async ValueTask<RestRepository?> FindAsync(GitHubPlace place, string owner, CancellationToken cancellationToken)
    {
        // By its likely name first: a repository may have more forks than anybody wants to list.
        var likely = await client.FindAsync(RepositoryName.Parse($"{owner}/{place.Repository.Name}").Path, RestJson.Default.RestRepository, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
        if (likely is { Fork: true } && place.Repository.Is(likely.Parent?.FullName))
        {
            return likely;
        }

        await foreach (var fork in ListAsync(client, place, CallPurpose.Write, cancellationToken).ConfigureAwait(false))
        {
            if (RepositoryName.TryParse(fork.FullName, out var name) && string.Equals(name.Owner, owner, StringComparison.OrdinalIgnoreCase))
            {
                return fork;
            }
        }

        return null;
    }

    /// <summary>Gives what a fork is to be created for: an organization, or the account itself, which is not named.</summary>
    private async ValueTask<string?> OrganizationAsync(GitHubPlace place, string owner, CancellationToken cancellationToken)
    {
        var login = await account.LoginAsync(place, cancellationToken).ConfigureAwait(false);
        if (string.Equals(login, owner, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var user = await client.FindAsync($"/users/{owner}", RestJson.Default.RestUser, CallPurpose.Write, cancellationToken).ConfigureAwait(false)
            ?? throw new AoException($"There is no account '{owner}' on GitHub. Name '{login}' or one of its organizations.");
        return user.Type == "Organization" ? owner : throw new AoException($"'{owner}' is another person's account, and '{login}' cannot make a fork there. Name '{login}' or one of its organizations.");
    }

    /// <summary>Waits until a fork that was accepted can be read with its content.</summary>
    private async ValueTask<RestRepository> WaitAsync(RestRepository made, GitHubPlace place, CancellationToken cancellationToken)
    {
        var name = RepositoryName.Parse(made.FullName);
        var begun = timeProvider.GetTimestamp();
        var pause = TimeSpan.FromSeconds(1);
        while (true)
        {
            var fork = await client.FindAsync(name.Path, RestJson.Default.RestRepository, CallPurpose.Write, cancellationToken).ConfigureAwait(false);
            if (fork is not null && (fork.DefaultBranch is not { } branch || await client.FindAsync(BranchPath(name, branch), RestJson.Default.RestBranch, CallPurpose.Write, cancellationToken).ConfigureAwait(false) is not null))
            {
                return fork;
            }

            if (timeProvider.GetElapsedTime(begun) >= s_patience)
            {
                throw new OutcomeUnknownException($"GitHub accepted to make the fork {name} of {place.Repository}, and it was not there after {s_patience.TotalMinutes.ToString("0", CultureInfo.InvariantCulture)} minutes.");
            }

            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
            pause = pause < TimeSpan.FromSeconds(15) ? pause * 2 : pause;
        }
    }

    public static string BranchPath(RepositoryName repository, string branch) => $"{repository.Path}/branches/{Uri.EscapeDataString(branch)}";

    private static string RequireOwner(string owner) => RepositoryName.IsOwner(owner)
        ? owner
        : throw new AoException($"'{Printable.Quote(owner)}' cannot own a fork. Use 1 to {RepositoryName.LongestOwner} letters, digits, '-' and '_', not first a hyphen.");
}
