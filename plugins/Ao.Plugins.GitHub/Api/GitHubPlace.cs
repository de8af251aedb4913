namespace Ao.Plugins.GitHub.Api;

/// <summary>What a project means on GitHub.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Addresses">Where GitHub is.</param>
internal sealed record GitHubPlace(RepositoryName Repository, GitHubAddresses Addresses)
{
    /// <summary>Gets its place in the REST interface: <c>/repos/owner/name</c>.</summary>
    public string Path => Repository.Path;

    /// <summary>Gets where it is cloned from and published to.</summary>
    public string GitAddress => Addresses.GitOf(Repository);
}
