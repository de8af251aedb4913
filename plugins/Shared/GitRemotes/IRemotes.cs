using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>What a forge's plugin knows of where repositories are and how they are reached.</summary>
internal interface IRemotes : IRemoteCredentials
{
    /// <summary>Gives the address of a project's repository.</summary>
    /// <exception cref="AoException">The project's location names none.</exception>
    ValueTask<RemoteAddress> GetSourceAsync(ProjectSource source, CancellationToken cancellationToken);

    /// <summary>Gives where a project's changes are published, as the host knows it.</summary>
    ValueTask<string> GetPushTargetAsync(ProjectSource source, CancellationToken cancellationToken);

    /// <summary>Gives the address of a push target.</summary>
    /// <exception cref="AoException">It is neither the project's repository nor a fork of it.</exception>
    ValueTask<RemoteAddress> GetAddressAsync(ProjectSource source, string target, CancellationToken cancellationToken);
}
