using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>The credentials of a plugin that has none of its own: over ssh the user's keys let git in, over TLS it reads what everybody may.</summary>
internal sealed class NoCredentials : IRemoteCredentials
{
    public ValueTask<RemoteCredential?> GetCredentialAsync(ProjectSource source, RemoteAddress address, RemoteCredential? refused, CancellationToken cancellationToken) => ValueTask.FromResult<RemoteCredential?>(null);
}
