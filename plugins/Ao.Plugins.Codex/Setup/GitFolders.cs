namespace Ao.Plugins.Codex.Setup;

/// <summary>Finds the folders of git that a workspace belongs to.</summary>
internal static class GitFolders
{
    private const string Pointer = "gitdir:";
    private static readonly string[] s_written = ["objects", "refs", "logs"];

    /// <summary>Gives the checkout that a worktree belongs to, which Codex asks the trust in; the workspace itself where it is no worktree.</summary>
    public static string MainCheckout(string workspace) =>
        WorktreeFolder(workspace) is { } folder && Parent(folder, 2) is { } common && Path.GetFileName(common) == ".git" ? Parent(common, 1)! : workspace;

    /// <summary>Gives the folders that a commit in a worktree writes to; none where the workspace is no worktree.</summary>
    /// <remarks>The common folder as a whole is protected by Codex' sandbox, whatever is named as writable; these parts of it are not.</remarks>
    public static IReadOnlyList<string> WritableFolders(string workspace) =>
        WorktreeFolder(workspace) is { } folder && Parent(folder, 2) is { } common
            ? [folder, .. s_written.Select(part => Path.Combine(common, part))]
            : [];

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
