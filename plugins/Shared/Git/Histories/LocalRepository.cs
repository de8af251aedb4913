namespace Ao.Git.Histories;

/// <summary>A repository of this machine that is read where it is.</summary>
/// <param name="GitDir">Where git keeps it.</param>
/// <param name="Objects">The folder of its objects.</param>
/// <param name="Shallow">The commits whose parents it does not have, as lines; <see langword="null"/> where it has all.</param>
/// <param name="LacksObjects">Whether it was cloned without all of its objects.</param>
internal sealed record LocalRepository(string GitDir, string Objects, string? Shallow, bool LacksObjects)
{
    private const int MaxShallow = 1024 * 1024;

    /// <summary>Finds the repository of a folder.</summary>
    /// <returns>The repository, or <see langword="null"/> where the folder is none.</returns>
    public static async ValueTask<LocalRepository?> FindAsync(GitClient git, string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var own = Path.Combine(folder, ".git");
        var gitDir = Path.Exists(own) ? own : folder;
        var result = await git.RunAsync(new GitCall("rev-parse", "--path-format=absolute", "--git-common-dir") { GitDir = gitDir }, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            return null;
        }

        var common = CanonicalPath.Of(result.Output.TrimEnd('\n'));
        var objects = Path.Combine(common, "objects");
        return Directory.Exists(objects) && !objects.Contains('\n', StringComparison.Ordinal)
            ? new LocalRepository(gitDir, objects, await ShallowOfAsync(Path.Combine(common, "shallow"), cancellationToken).ConfigureAwait(false), LacksObjectsIn(objects))
            : null;
    }

    private static async ValueTask<string?> ShallowOfAsync(string file, CancellationToken cancellationToken)
    {
        if (new FileInfo(file) is not { Exists: true, LinkTarget: null, Length: > 0 and < MaxShallow })
        {
            return null;
        }

        var lines = await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false);
        return string.Concat(lines.Where(Revision.IsRevision).Select(static line => line + "\n"));
    }

    private static bool LacksObjectsIn(string objects)
    {
        var packs = Path.Combine(objects, "pack");
        return Directory.Exists(packs) && Directory.EnumerateFiles(packs, "*.promisor").Any();
    }
}
