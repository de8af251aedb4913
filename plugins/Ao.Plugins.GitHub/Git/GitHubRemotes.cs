using Ao.Git.Remotes;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Auth;
using Ao.Plugins.GitHub.Forge;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Git;

/// <summary>Tells git where GitHub's repositories are, and lets it in there with the credential that calls are made with.</summary>
internal sealed class GitHubRemotes(GitHubPlaces places, GitHubAddresses addresses, GitLocations locations, PushTargets targets, Credentials credentials) : IRemotes
{
    // Any name will do beside a token.
    private const string User = "x-access-token";

    public async ValueTask<RemoteAddress> GetSourceAsync(ProjectSource source, CancellationToken cancellationToken) =>
        RemoteAddress.Parse((await places.OfAsync(source, cancellationToken).ConfigureAwait(false)).GitAddress);

    public ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken) => targets.GetAsync(source, cancellationToken);

    public ValueTask<RemoteAddress> GetAddressAsync(ProjectSource source, string target, CancellationToken cancellationToken) => locations.Of(target) is { } repository
        ? ValueTask.FromResult(RemoteAddress.Parse(addresses.GitOf(repository)))
        : throw new AoException($"The push target '{Printable.Quote(target)}' of project '{source.Project}' is no repository on {addresses.Web.Host}. Switch it to the project's repository, or to a fork of it.");

    public async ValueTask<RemoteCredential?> GetCredentialAsync(ProjectSource source, RemoteAddress address, RemoteCredential? refused, CancellationToken cancellationToken)
    {
        // Repositories may be configured to be read elsewhere, such as at a mirror within the house: it is not shown the token.
        if (address.Origin is null || !AddressRules.IsSameOrigin(new Uri(address.Origin), addresses.Web))
        {
            return null;
        }

        var repository = locations.Of(address.Text) ?? (await places.OfAsync(source, cancellationToken).ConfigureAwait(false)).Repository;
        var credential = await credentials.OfAsync(repository, cancellationToken).ConfigureAwait(false);
        var shown = RemoteCredential.Basic(User, credential.Token);
        return refused?.Authorization == shown.Authorization && credentials.Refuse(credential)
            ? RemoteCredential.Basic(User, (await credentials.OfAsync(repository, cancellationToken).ConfigureAwait(false)).Token)
            : shown;
    }
}
