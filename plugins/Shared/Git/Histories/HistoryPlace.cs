using Ao.Commands;

namespace Ao.Git.Histories;

/// <summary>A repository of Ao's own in which histories are read. It holds their objects, or borrows them.</summary>
/// <param name="Git">Runs git.</param>
/// <param name="GitDir">The repository.</param>
/// <param name="Scratch">A folder for files that one reading needs.</param>
internal sealed record HistoryPlace(GitClient Git, string GitDir, string Scratch)
{
    /// <summary>How large a file may be, in bytes, for its changes to be shown: git takes a larger one for no text, and does not load it.</summary>
    public const int MaxFile = 1024 * 1024;

    // What another repository says of its own commits is not believed where the commits themselves can be asked.
    private static readonly string[] s_settings = ["-c", "core.commitGraph=false", "-c", $"core.bigFileThreshold={MaxFile}"];

    /// <summary>Runs git; a non-zero exit code is a result.</summary>
    public ValueTask<CommandResult> RunAsync(GitCall call, CancellationToken cancellationToken) => Git.RunAsync(In(call), cancellationToken);

    /// <summary>Runs git, which must succeed, and gives its output without the last line's end.</summary>
    public async ValueTask<string> ReadAsync(GitCall call, CancellationToken cancellationToken)
    {
        var result = await RunAsync(call, cancellationToken).ConfigureAwait(false);
        return !result.Succeeded ? throw GitClient.Failure(call.Arguments[0], result)
            : result.Truncated ? throw new GitException($"git {call.Arguments[0]} wrote more than {call.OutputLimit} bytes, which is more than Ao reads of a history.")
            : result.Output.TrimEnd('\n');
    }

    private GitCall In(GitCall call) => call with { Arguments = [.. s_settings, .. call.Arguments], GitDir = GitDir };
}
