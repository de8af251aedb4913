using Ao.Scm;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Api;

/// <summary>Finds the repository of a project: configured, named by its location, or by the remote of the clone that is there.</summary>
internal sealed class GitHubPlaces(IOptions<GitHubOptions> options, GitHubAddresses addresses, IEnumerable<IRemoteReader> remotes)
{
    /// <exception cref="AoException">The location names no repository of this GitHub.</exception>
    public async ValueTask<GitHubPlace> OfAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (options.Value.Repositories.TryGetValue(source.Project.Value, out var configured))
        {
            return Place(RepositoryName.Parse(configured));
        }

        if (NameOf(source.Location) is { } named)
        {
            return Place(named);
        }

        if (Path.IsPathFullyQualified(source.Location))
        {
            foreach (var reader in remotes)
            {
                if (await reader.ReadRemoteAsync(source.Location, cancellationToken).ConfigureAwait(false) is { } remote && NameOf(remote) is { } found)
                {
                    return Place(found);
                }
            }
        }

        throw new AoException($"The location '{Printable.Quote(source.Location)}' of project '{source.Project}' names no repository on {addresses.Web.Host}. Give it as owner/name, as the repository's address, or as the folder of a clone whose remote 'origin' is there; or name it in the plugin's Repositories.");
    }

    /// <summary>Reads the name of a repository out of <c>owner/name</c> or an address of it on this GitHub.</summary>
    public RepositoryName? NameOf(string text)
    {
        if (RepositoryName.TryParse(text, out var plain))
        {
            return plain;
        }

        string path;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "ssh" or "git")
        {
            if (!IsThis(address.IdnHost) || (address.Scheme is "https" or "http" && address.Port != addresses.Web.Port))
            {
                return null;
            }

            path = address.AbsolutePath;
        }
        else
        {
            // The short form of ssh: git@host:owner/name.git
            var at = text.IndexOf('@', StringComparison.Ordinal);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (at < 0 || colon < at || !IsThis(text[(at + 1)..colon]))
            {
                return null;
            }

            path = text[(colon + 1)..];
        }

        path = path.Trim('/');
        return RepositoryName.TryParse(path.EndsWith(".git", StringComparison.Ordinal) ? path[..^".git".Length] : path, out var name) ? name : null;
    }

    private GitHubPlace Place(RepositoryName repository) => new(repository, addresses);

    private bool IsThis(string host) => string.Equals(host, addresses.Web.IdnHost, StringComparison.OrdinalIgnoreCase) || (addresses.IsPublic && string.Equals(host, "ssh.github.com", StringComparison.OrdinalIgnoreCase));
}
