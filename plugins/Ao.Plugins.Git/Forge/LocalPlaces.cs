using Ao.Git.Remotes;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Sources that are folders of this machine; what is only read may be an address, of which a mirror is kept.</summary>
internal sealed class LocalPlaces(RemoteMirrors mirrors) : ISourcePlaces
{
    public ValueTask<SourcePlace> OfAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(source.Location) || source.Location.Contains('\0', StringComparison.Ordinal))
        {
            throw new AoException($"The location of project '{source.Project}' is empty or no path. Give the folder of a git repository.");
        }

        if (source.IsOnlyRead && !Directory.Exists(source.Location))
        {
            return mirrors.OfAsync(source, cancellationToken);
        }

        var location = Path.GetFullPath(source.Location);
        return Directory.Exists(location)
            ? ValueTask.FromResult(new SourcePlace(location, location))
            : throw new AoException($"'{Printable.Quote(location)}', the location of project '{source.Project}', is not there. Give the folder of a git repository.");
    }
}
