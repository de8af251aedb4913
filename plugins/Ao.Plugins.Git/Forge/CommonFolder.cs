namespace Ao.Plugins.Git.Forge;

/// <summary>Finds the folder where git keeps a repository's branches: the same one for all of its working trees.</summary>
internal static class CommonFolder
{
    private const string Pointer = "gitdir: ";
    private const int MaxPath = 4096;

    /// <summary>Gives the folder without links, so that whoever comes to the repository by any way comes to the same one.</summary>
    public static string Of(string location)
    {
        var own = Path.Combine(location, ".git");
        var folder = Directory.Exists(own) ? own
            : Read(own) is { } line && line.StartsWith(Pointer, StringComparison.Ordinal) ? Path.Combine(location, line[Pointer.Length..])
            : location;
        return CanonicalPath.Of(Read(Path.Combine(folder, "commondir")) is { Length: > 0 } common ? Path.Combine(folder, common) : folder);
    }

    private static string? Read(string file)
    {
        if (!File.Exists(file) || new FileInfo(file).Length > MaxPath)
        {
            return null;
        }

        var text = File.ReadAllText(file).TrimEnd('\n', '\r');
        return text.Contains('\0', StringComparison.Ordinal) ? null : text;
    }
}
