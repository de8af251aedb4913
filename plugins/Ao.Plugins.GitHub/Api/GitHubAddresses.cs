using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Api;

/// <summary>Where GitHub is: what people read, the REST and the GraphQL interface, and git.</summary>
internal sealed class GitHubAddresses
{
    private readonly string _git;

    public GitHubAddresses(IOptions<GitHubOptions> options)
    {
        Web = options.Value.Address;
        Api = Trim(options.Value.ApiAddress ?? ApiOf(Web));
        GraphQl = Api.AbsolutePath.EndsWith("/api/v3", StringComparison.Ordinal)
            ? new Uri(Api.AbsoluteUri[..^"v3".Length] + "graphql")
            : new Uri(Api.AbsoluteUri.TrimEnd('/') + "/graphql");
        _git = options.Value.GitAddress ?? $"{Web.AbsoluteUri.TrimEnd('/')}/{{owner}}/{{name}}.git";
    }

    /// <summary>Gets what people read.</summary>
    public Uri Web { get; }

    /// <summary>Gets the REST interface, without a slash at the end of its path.</summary>
    public Uri Api { get; }

    public Uri GraphQl { get; }

    /// <summary>Gets whether it is github.com itself.</summary>
    public bool IsPublic => string.Equals(Web.IdnHost, "github.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gives where a repository is cloned from.</summary>
    public string GitOf(RepositoryName repository) => _git.Replace("{owner}", repository.Owner, StringComparison.Ordinal).Replace("{name}", repository.Name, StringComparison.Ordinal);

    /// <summary>Gives the address of a path of the REST interface, which begins with a slash and has its parts escaped.</summary>
    public Uri Of(string path)
    {
        if (!path.StartsWith('/'))
        {
            throw new ArgumentException("A path of the interface begins with a slash.", nameof(path));
        }

        return new Uri(Api.AbsoluteUri.TrimEnd('/') + path);
    }

    private static Uri ApiOf(Uri web) =>
        string.Equals(web.IdnHost, "github.com", StringComparison.OrdinalIgnoreCase) || web.IdnHost.EndsWith(".ghe.com", StringComparison.OrdinalIgnoreCase)
            ? new UriBuilder(web) { Host = "api." + web.IdnHost, Path = "" }.Uri
            : new Uri(web.AbsoluteUri.TrimEnd('/') + "/api/v3");

    private static Uri Trim(Uri address) => address.AbsolutePath.EndsWith('/') && address.AbsolutePath.Length > 1 ? new Uri(address.AbsoluteUri.TrimEnd('/')) : address;
}
