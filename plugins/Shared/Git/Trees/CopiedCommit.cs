using Ao.Git.Histories;

namespace Ao.Git.Trees;

/// <summary>Makes copies of commits that keep author, time and text, and name where they came from.</summary>
internal static class CopiedCommit
{
    private const int MaxText = 1024 * 1024;

    /// <summary>Makes a copy. The same copy on the same parent is the same commit.</summary>
    /// <param name="place">Where.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="tree">The copy's files.</param>
    /// <param name="parent">The copy's parent.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async ValueTask<string> MakeAsync(HistoryPlace place, string commit, string tree, string parent, CancellationToken cancellationToken)
    {
        var call = new GitCall("log", "--no-walk", "--no-show-signature", "--date=raw", "--format=%an%x00%ae%x00%ad%x00%cd%x00%B", commit) { OutputLimit = MaxText };
        var parts = (await place.ReadAsync(call, cancellationToken).ConfigureAwait(false)).Split('\0', 5);
        var environment = new Dictionary<string, string?>
        {
            ["GIT_AUTHOR_NAME"] = NameOr(parts[0], "unknown"),
            ["GIT_AUTHOR_EMAIL"] = NameOr(parts[1], "unknown@ao.invalid"),
            ["GIT_AUTHOR_DATE"] = "@" + parts[2],
            ["GIT_COMMITTER_DATE"] = "@" + parts[3],
        };
        var message = $"{parts[4].TrimEnd()}\n\n(cherry picked from commit {commit})\n";
        return await place.ReadAsync(new GitCall("commit-tree", tree, "-p", parent) { Input = message, Environment = environment }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Git takes no name that is empty without the characters that it strips.</summary>
    private static string NameOr(string name, string otherwise) => Printable.Clean(name).Any(char.IsLetterOrDigit) ? Printable.Clean(name) : otherwise;
}
