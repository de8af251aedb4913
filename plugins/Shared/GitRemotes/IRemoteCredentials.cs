using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>Knows with what repositories elsewhere are reached.</summary>
internal interface IRemoteCredentials
{
    /// <summary>Gives the credential for an address.</summary>
    /// <param name="source">The project.</param>
    /// <param name="address">The address. One that is not the forge's own gets none.</param>
    /// <param name="refused">The credential that was refused just now, where one was: an implementation that can have a newer one gives that.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The credential, or <see langword="null"/> where there is none.</returns>
    ValueTask<RemoteCredential?> GetCredentialAsync(ProjectSource source, RemoteAddress address, RemoteCredential? refused, CancellationToken cancellationToken);
}
