using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Sources that are folders of this machine.</summary>
internal sealed class LocalPlaces : ISourcePlaces
{
    public ValueTask<SourcePlace> OfAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(source.Location) || source.Location.Contains('\0', StringComparison.Ordinal))
        {
            throw new AoException($"The location of project '{source.Project}' is empty or no path. Give the folder of a git repository.");
        }

        var location = Path.GetFullPath(source.Location);
        return Directory.Exists(location)
            ? ValueTask.FromResult(new SourcePlace(location, location))
            : throw new AoException($"'{Printable.Quote(location)}', the location of project '{source.Project}', is not there. Give the folder of a git repository.");
    }
}
