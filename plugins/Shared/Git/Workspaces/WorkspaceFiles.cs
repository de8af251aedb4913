using Ao.Commands;

namespace Ao.Git.Workspaces;

/// <summary>Lists the files of a workspace and takes them into an index. What an agent made unreadable is left out and told of, never an error: one file must not keep a session from being verified or closed.</summary>
/// <param name="control">The control repository.</param>
/// <param name="workTree">The workspace's folder.</param>
/// <param name="index">The index.</param>
internal sealed class WorkspaceFiles(ControlRepository control, string workTree, string index)
{
    private const int OutputLimit = 256 * 1024 * 1024;

    /// <summary>How often files are halved to find the ones that cannot be read. A folder with thousands of them costs no more than that.</summary>
    private const int MaxHalvings = 100;

    /// <summary>Gets whether everything that was asked for could be read so far.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Runs git on the workspace, and gives its output.</summary>
    public ValueTask<string> ReadAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments) => control.ReadAsync(Call(arguments), cancellationToken);

    /// <summary>Lists files that the index does not hold, quoted.</summary>
    public async ValueTask<string[]> ListOthersAsync(CancellationToken cancellationToken, params IReadOnlyList<string> options)
    {
        var result = await control.ReadResultAsync(Call(["ls-files", "--others", "--exclude-standard", .. options]), cancellationToken).ConfigureAwait(false);

        // Git passes over a folder that it cannot open, says so and succeeds.
        IsWhole &= result.Error.Length == 0;
        return Lines(result.Output);
    }

    /// <summary>Takes files into the index, those that can be read.</summary>
    /// <param name="paths">The files, quoted.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <param name="options">The options of <c>git update-index</c>.</param>
    public async ValueTask UpdateAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken, params IReadOnlyList<string> options)
    {
        var halvings = 0;
        var waiting = new Stack<IReadOnlyList<string>>([paths]);
        while (waiting.TryPop(out var part))
        {
            if (part.Count == 0 || await TryUpdateAsync(part, options, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            IsWhole = false;
            if (part.Count > 1 && halvings++ < MaxHalvings)
            {
                waiting.Push([.. part.Skip(part.Count / 2)]);
                waiting.Push([.. part.Take(part.Count / 2)]);
            }
        }
    }

    public static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Git lists a repository within the workspace as a folder, and looks no further.</summary>
    public static bool IsFolder(string path) => path.EndsWith('/') || path.EndsWith("/\"", StringComparison.Ordinal);

    private async ValueTask<bool> TryUpdateAsync(IReadOnlyList<string> paths, IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var result = await control.RunAsync(Call(["update-index", .. options, "--stdin"]) with { Input = string.Join('\n', paths) + "\n" }, cancellationToken).ConfigureAwait(false);
        return result.Succeeded || (IsUnreadable(result) ? false : throw GitClient.Failure("update-index", result));
    }

    /// <summary>Tells a file that is closed to the host from a disk that is full or broken, which is an error.</summary>
    private static bool IsUnreadable(CommandResult result) => result.Error.Contains("\"): Permission denied", StringComparison.Ordinal);

    private GitCall Call(IReadOnlyList<string> arguments) => new(arguments) { WorkTree = workTree, IndexFile = index, OutputLimit = OutputLimit };
}
