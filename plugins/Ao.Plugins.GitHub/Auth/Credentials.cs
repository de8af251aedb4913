using Ao.Plugins.GitHub.Api;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Auth;

/// <summary>Finds what calls are made with: the configured token or App, a variable of the host, or what <c>gh</c> is signed in with, the first that is there.</summary>
internal sealed class Credentials(IOptions<GitHubOptions> options, GitHubAddresses addresses, CliToken cli, AppInstallations installations, HostVariables variables)
{
    /// <summary>Gives the credential for a repository, or for what belongs to none.</summary>
    /// <exception cref="AoException">There is none: the message says how to give one.</exception>
    public async ValueTask<Credential> OfAsync(RepositoryName? repository, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.Token is { } token)
        {
            return new Credential(CredentialKind.Configured, token);
        }

        if (settings.App is { } app)
        {
            return await installations.OfAsync(app, repository, cancellationToken).ConfigureAwait(false);
        }

        string[] names = addresses.IsPublic ? ["GH_TOKEN", "GITHUB_TOKEN"] : ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"];
        foreach (var name in names)
        {
            if (variables.Read(name)?.Trim() is { Length: > 0 } value)
            {
                return new Credential(CredentialKind.Environment, value);
            }
        }

        if (settings.UseCli && await cli.ReadAsync(cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        throw new AoException($"There is no credential for {addresses.Web.Host}. Set the plugin's Token or App, or the variable {names[0]}, or sign in with: gh auth login --hostname {addresses.Web.Host}");
    }

    /// <summary>Takes note that GitHub does not know a credential any more, so that the next one is asked for anew.</summary>
    /// <returns>Whether asking again may give another one.</returns>
    public bool Refuse(Credential credential) => credential.Kind switch
    {
        CredentialKind.Cli => cli.Forget(credential),
        CredentialKind.App => installations.Forget(credential),
        _ => false,
    };
}
