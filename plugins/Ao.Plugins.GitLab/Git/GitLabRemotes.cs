using Ao.Git.Remotes;
using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.Forks;
using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitLab.Git;

/// <summary>Tells git where GitLab's repositories are, and lets it in there with the token that calls are made with.</summary>
internal sealed class GitLabRemotes(Projects projects, PushTargets targets, Credentials credentials, IOptions<GitLabOptions> options) : IRemotes
{
    // Any name will do beside a token; this one fits those of OAuth too.
    private const string User = "oauth2";

    public async ValueTask<RemoteAddress> GetSourceAsync(ProjectSource source, CancellationToken cancellationToken) =>
        RemoteAddress.Parse((await projects.OfAsync(source, cancellationToken).ConfigureAwait(false)).GitAddress);

    public async ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken) =>
        (await targets.GetAsync(source, cancellationToken).ConfigureAwait(false)).Address;

    public async ValueTask<RemoteAddress> GetAddressAsync(ProjectSource source, string target, CancellationToken cancellationToken)
    {
        var origin = await projects.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var project = target == origin.Address ? origin : await projects.OfLocationAsync(target, cancellationToken).ConfigureAwait(false);
        return project.Id == origin.Id || project.Upstream == origin.Id
            ? RemoteAddress.Parse(project.GitAddress)
            : throw new AoException($"The push target '{Printable.Quote(target)}' of project '{source.Project}' is neither '{origin.Path}' nor a fork of it. Switch it to one of those.");
    }

    public async ValueTask<RemoteCredential?> GetCredentialAsync(ProjectSource source, RemoteAddress address, RemoteCredential? refused, CancellationToken cancellationToken)
    {
        // Repositories may be configured to be read elsewhere, such as at a mirror within the house: it is not shown the token.
        if (address.Origin is not { } origin || !IsOfGitLab(new Uri(origin)))
        {
            return null;
        }

        var credential = await credentials.GetAsync(refused: null, cancellationToken).ConfigureAwait(false);
        var shown = RemoteCredential.Basic(User, credential.Token);
        return refused?.Authorization == shown.Authorization
            ? RemoteCredential.Basic(User, (await credentials.GetAsync(credential, cancellationToken).ConfigureAwait(false)).Token)
            : shown;
    }

    /// <summary>Tells whether an address is at the GitLab of the options: the same host and port, and no less safe a way to it.</summary>
    private bool IsOfGitLab(Uri origin)
    {
        var server = options.Value.Address;
        return string.Equals(origin.IdnHost, server.IdnHost, StringComparison.OrdinalIgnoreCase) && origin.Port == server.Port && origin.Scheme == server.Scheme;
    }
}
