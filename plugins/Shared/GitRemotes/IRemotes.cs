using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>What a forge's plugin knows of where repositories are and how they are reached.</summary>
internal interface IRemotes : IRemoteSources, IRemoteCredentials
{
    /// <summary>Gives where a project's changes are published, as the host knows it.</summary>
    ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken);

    /// <summary>Gives the address of a push target.</summary>
    /// <exception cref="AoException">It is neither the project's repository nor a fork of it.</exception>
    ValueTask<RemoteAddress> GetAddressAsync(ProjectSource source, string target, CancellationToken cancellationToken);
}
