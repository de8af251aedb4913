using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>Where a project's claims lie.</summary>
/// <param name="Source">The project.</param>
/// <param name="Control">The repository here, through which they are read and written.</param>
/// <param name="Address">The remote.</param>
internal sealed record ClaimPlace(ProjectSource Source, ControlRepository Control, RemoteAddress Address);
