using Ao.Git.Remotes;

namespace Ao.Git.Histories;

/// <summary>Where a fork is.</summary>
/// <param name="Text">The place as git takes it.</param>
/// <param name="Repository">The repository of this machine, where it is one.</param>
/// <param name="Address">The address, where it is elsewhere.</param>
internal sealed record ForkLocation(string Text, LocalRepository? Repository, RemoteAddress? Address)
{
    /// <summary>Gets whether it is a bundle file.</summary>
    public bool IsBundle => Repository is null && Address is null;

    /// <exception cref="AoException">It names nothing that could be read.</exception>
    /// <exception cref="TransientException">It is a path at which nothing is now.</exception>
    public static ForkLocation Parse(string? location)
    {
        var path = location is not null && location.StartsWith("file://", StringComparison.Ordinal) && Uri.TryCreate(location, UriKind.Absolute, out var uri) ? uri.LocalPath : location;
        if (path is null || !Path.IsPathFullyQualified(path))
        {
            var address = RemoteAddress.Parse(location);
            return new ForkLocation(address.Text, null, address);
        }

        if (path.Any(char.IsControl))
        {
            throw new AoException($"'{Printable.Quote(path)}' cannot be where a fork is: it holds control characters. Give the folder of a git repository, an address or a bundle file.");
        }

        var full = Path.GetFullPath(path);
        return File.Exists(full) ? new ForkLocation(full, null, null)
            : !Directory.Exists(full) ? throw new TransientException($"There is nothing at '{Printable.Quote(full)}', where a fork is looked for. Mount or connect what holds it; or correct its place, which is a folder with a repository, an address or a bundle file.")
            : LocalRepository.Find(full) is { } repository ? new ForkLocation(repository.GitDir, repository, null)
            : throw new AoException($"'{Printable.Quote(full)}', where a fork is looked for, is no git repository, or not its top folder. Give the folder that holds '.git', a bare repository, an address or a bundle file.");
    }
}
