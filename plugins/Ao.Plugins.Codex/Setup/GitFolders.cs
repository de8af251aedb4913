namespace Ao.Plugins.Codex.Setup;

/// <summary>Finds the folders of git that a workspace belongs to.</summary>
internal static class GitFolders
{
    private const string Pointer = "gitdir:";
    private static readonly string[] s_written = ["objects", "refs", "logs"];

    /// <summary>Gives the checkout that a worktree belongs to, which Codex asks the trust in; the workspace itself where it is no worktree.</summary>
    public static string MainCheckout(string workspace) =>
        WorktreeFolder(workspace) is { } folder && Parent(folder, 2) is { } common && Path.GetFileName(common) == ".git" ? Parent(common, 1)! : workspace;

    /// <summary>Gives the folders that a commit in the workspace writes to, which Codex' sandbox protects where they are not named as writable.</summary>
    /// <remarks>
    /// In a repository of the workspace's own that is its folder of git as a whole, hooks and settings too; so what reads the repository from outside
    /// must not trust them. In a worktree the folder that it shares with others stays protected, and naming it changes nothing: these parts of it are enough.
    /// </remarks>
    public static IReadOnlyList<string> WritableFolders(string workspace)
    {
        if (WorktreeFolder(workspace) is { } folder && Parent(folder, 2) is { } common)
        {
            return [folder, .. s_written.Select(part => Path.Combine(common, part))];
        }

        var own = Path.Combine(workspace, ".git");
        return Directory.Exists(own) ? [own] : [];
    }

    private static string? WorktreeFolder(string workspace)
    {
        var file = Path.Combine(workspace, ".git");
        if (!File.Exists(file))
        {
            return null;
        }

        var line = File.ReadLines(file).FirstOrDefault() ?? "";
        var folder = line.StartsWith(Pointer, StringComparison.Ordinal) ? Path.GetFullPath(line[Pointer.Length..].Trim(), workspace) : null;
        return folder is not null && Path.GetFileName(Parent(folder, 1)) == "worktrees" ? folder : null;
    }

    private static string? Parent(string folder, int levels) => levels == 0 ? folder : Path.GetDirectoryName(folder) is { } parent ? Parent(parent, levels - 1) : null;
}
