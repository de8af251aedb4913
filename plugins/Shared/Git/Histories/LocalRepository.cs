namespace Ao.Git.Histories;

/// <summary>A repository of this machine that is read where it is. It is found by its files: no git runs with what it says of itself.</summary>
/// <param name="GitDir">Where git keeps it.</param>
/// <param name="Objects">The folder of its objects.</param>
/// <param name="Shallow">The commits whose parents it need not have; none where it is a whole clone.</param>
/// <param name="LacksObjects">Whether it was cloned without all of its objects.</param>
internal sealed record LocalRepository(string GitDir, string Objects, IReadOnlyList<string> Shallow, bool LacksObjects)
{
    private const int MaxShallow = 1024 * 1024;
    private const int MaxPointer = 4096;
    private const string Pointer = "gitdir: ";

    /// <summary>Finds the repository of a folder.</summary>
    /// <returns>The repository, or <see langword="null"/> where the folder is none.</returns>
    public static LocalRepository? Find(string folder)
    {
        var own = Path.Combine(folder, ".git");
        var gitDir = Directory.Exists(own) ? own
            : TextOf(own) is { } pointer && pointer.StartsWith(Pointer, StringComparison.Ordinal) ? Path.GetFullPath(pointer[Pointer.Length..], folder)
            : folder;

        // A working tree that was added to a repository keeps its objects there.
        var common = CanonicalPath.Of(TextOf(Path.Combine(gitDir, "commondir")) is { } shared ? Path.GetFullPath(shared, gitDir) : gitDir);
        var objects = Path.Combine(common, "objects");
        return File.Exists(Path.Combine(gitDir, "HEAD")) && Directory.Exists(objects) && !objects.Contains('\n', StringComparison.Ordinal)
            ? new LocalRepository(gitDir, objects, ShallowOf(Path.Combine(common, "shallow")), LacksObjectsIn(objects))
            : null;
    }

    private static string? TextOf(string file) => new FileInfo(file) is { Exists: true, LinkTarget: null, Length: > 0 and < MaxPointer } ? File.ReadAllText(file).TrimEnd('\n') : null;

    private static string[] ShallowOf(string file) => new FileInfo(file) is { Exists: true, LinkTarget: null, Length: > 0 and < MaxShallow }
        ? [.. File.ReadLines(file).Where(Revision.IsRevision)]
        : [];

    private static bool LacksObjectsIn(string objects)
    {
        var packs = Path.Combine(objects, "pack");
        return Directory.Exists(packs) && Directory.EnumerateFiles(packs, "*.promisor").Any();
    }
}
