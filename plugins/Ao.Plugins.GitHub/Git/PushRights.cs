using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Forge;
using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Git;

/// <summary>Tells before work begins whether it could be published.</summary>
internal sealed class PushRights(GitHubClient client, GitHubPlaces places, GitLocations locations, PushTargets targets)
{
    /// <summary>Gives what a person should know of a project's push target.</summary>
    /// <exception cref="AoException">There is no such repository, or no credential that shows it.</exception>
    public async ValueTask<IReadOnlyList<string>> WarningsAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var place = await places.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var name = locations.Of(await targets.GetAsync(source, cancellationToken).ConfigureAwait(false)) ?? place.Repository;
        try
        {
            var repository = await client.FindAsync(name.Path, RestJson.Default.RestRepository, CallPurpose.Person, cancellationToken).ConfigureAwait(false)
                ?? throw new AoException($"There is no repository {name} on {place.Addresses.Web.Host}, or the credential does not show it. Check the name, and that the token may read the repository.");
            return repository switch
            {
                { Archived: true } => [$"The repository {name} is archived: nothing can be published there. Unarchive it, or give another one."],
                { Permissions.Push: false } => [$"The credential may not push to {name}: pull requests cannot be opened. Give one that may write there, or create a fork and switch the push target to it."],
                _ => [],
            };
        }
        catch (TransientException exception)
        {
            // Work can start all the same: what is needed for it comes over git.
            return [$"Whether the credential may push to {name} is not known: {exception.Message}"];
        }
    }
}
