using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>Knows where projects' repositories are.</summary>
internal interface IRemoteSources
{
    /// <summary>Gives the address of a project's repository.</summary>
    /// <exception cref="AoException">The project's location names none.</exception>
    ValueTask<RemoteAddress> GetSourceAsync(ProjectSource source, CancellationToken cancellationToken);
}
