using Ao.Git.Remotes;
using Ao.Plugins.GitHub.Api;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.GitHub.Git;

/// <summary>Reads the repository of a project out of the clone that its location names.</summary>
internal sealed class CloneReader(CloneRemotes clones, IOptions<GitHubOptions> options) : IRemoteReader
{
    public ValueTask<string?> ReadRemoteAsync(string folder, CancellationToken cancellationToken) => clones.FindAsync(folder, options.Value.Git.Remote, cancellationToken);
}
