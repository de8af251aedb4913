using Ao.Scm;

namespace Ao.Git;

/// <summary>Knows where git reads the sources of projects.</summary>
internal interface ISourcePlaces
{
    /// <summary>Gives the place of a project's source, brought up to date where it is a copy.</summary>
    /// <exception cref="AoException">The location names nothing that could be read.</exception>
    ValueTask<SourcePlace> OfAsync(ProjectSource source, CancellationToken cancellationToken);
}
