using Ao.Scm;

namespace Ao.Git;

/// <summary>Brings revisions here that others may hold.</summary>
internal interface IRevisionShare
{
    /// <summary>Sees to it that this host has a revision.</summary>
    /// <returns>Whether it has it.</returns>
    ValueTask<bool> TakeAsync(ProjectSource source, ControlRepository control, string revision, CancellationToken cancellationToken);
}
