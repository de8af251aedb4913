using System.Text;
using Ao.Commands;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Runs the command of a check. What runs there was written by an agent, so it gets a home folder of its own, which is empty and removed afterwards, and next to nothing of the host's environment.</summary>
internal sealed class CheckCommand(ICommandRunner runner, FolderRemoval removal)
{
    private const int MaxExcerpt = CheckOutput.Limit;

    /// <summary>Runs a check.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="check">What to run.</param>
    /// <param name="folder">The checkout to run it in.</param>
    /// <param name="home">A folder that is not there yet.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What it says, and whether it is the change that it says it of: a program that is missing or a run that takes too long may be otherwise the next time.</returns>
    public async ValueTask<(Check Check, bool IsVerdict)> RunAsync(string name, CheckOptions check, string folder, string home, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(home);
        try
        {
            var output = new CheckOutput();
            var result = await runner.RunAsync(RequestOf(check, folder, home) with { Observer = output }, cancellationToken).ConfigureAwait(false);

            // A runner need not tell an observer anything.
            var text = output.IsEmpty ? Printable.Clean($"{result.Output}\n{result.Error}".Trim()) : output.ToText();
            text = result.TimedOut ? $"{text}\nIt did not end within {check.Timeout}.".Trim() : text;
            return result.Succeeded
                ? (new Check { Name = name, State = CheckState.Passed, Excerpt = EndOf(text) }, true)
                : (new Check { Name = name, State = CheckState.Failed, Excerpt = EndOf(text), Step = output.Step, IsInfrastructure = result.TimedOut }, !result.TimedOut);
        }
        catch (CommandNotFoundException exception)
        {
            return (new Check { Name = name, State = CheckState.Failed, Excerpt = exception.Message, IsInfrastructure = true }, false);
        }
        finally
        {
            await removal.RemoveAsync(home, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static CommandRequest RequestOf(CheckOptions check, string folder, string home) => new()
    {
        Command = new CommandLine(check.Command[0], [.. check.Command.Skip(1)]),
        WorkingDirectory = folder,
        Timeout = check.Timeout,
        OutputLimit = MaxExcerpt,
        EndsDescendants = true,

        // Of the host's variables PATH, LANG and those of temporary folders are left.
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["HOME"] = home, ["USERPROFILE"] = OperatingSystem.IsWindows() ? home : null, ["USER"] = null },
    };

    /// <summary>Keeps the end of a text, 16 KiB of UTF-8 at most.</summary>
    private static string EndOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= MaxExcerpt ? text : Encoding.UTF8.GetString(bytes.AsSpan(bytes.Length - MaxExcerpt)).TrimStart((char)0xfffd);
    }
}
