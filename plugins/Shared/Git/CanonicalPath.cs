namespace Ao.Git;

/// <summary>Paths without links, so that two ways to one folder have one name.</summary>
internal static class CanonicalPath
{
    private const int MaxLinks = 40;

    /// <summary>Gives the path with every link on the way followed. What is not there stays as it is written.</summary>
    public static string Of(string path) => Of(path, MaxLinks);

    /// <summary>Tells whether a path lies below a folder, by their names.</summary>
    public static bool IsWithin(string path, string folder) =>
        Path.GetFullPath(path).StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string Of(string path, int links)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var current = Path.GetPathRoot(full)!;
        var parts = full[current.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < parts.Length; index++)
        {
            var next = Path.Combine(current, parts[index]);
            if (new DirectoryInfo(next).LinkTarget is { } target)
            {
                return links > 0
                    ? Of(Path.Combine([current, target, .. parts[(index + 1)..]]), links - 1)
                    : throw new AoException($"'{Printable.Quote(path)}' leads through more than {MaxLinks} links. Give the path without them.");
            }

            current = next;
        }

        return current;
    }
}
