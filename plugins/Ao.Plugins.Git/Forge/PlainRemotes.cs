using Ao.Git.Remotes;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Repositories elsewhere that are read by their plain addresses: over ssh the user's keys let git in, over TLS it reads what everybody may.</summary>
internal sealed class PlainRemotes : IRemoteSources, IRemoteCredentials
{
    public ValueTask<RemoteAddress> GetSourceAsync(ProjectSource source, CancellationToken cancellationToken) => ValueTask.FromResult(RemoteAddress.Parse(source.Location));

    public ValueTask<RemoteCredential?> GetCredentialAsync(ProjectSource source, RemoteAddress address, RemoteCredential? refused, CancellationToken cancellationToken) => ValueTask.FromResult<RemoteCredential?>(null);
}
