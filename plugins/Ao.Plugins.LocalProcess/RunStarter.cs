using System.Collections;
using System.Text;
using Ao.Commands;
using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess;

/// <summary>Brings a run's keeper to life.</summary>
/// <param name="commands">What programs are started with.</param>
/// <param name="plugin">Where the keeper's script lies.</param>
/// <param name="enclosure">What programs are run in.</param>
/// <param name="timeProvider">What waiting is measured with.</param>
internal sealed class RunStarter(ICommandRunner commands, PluginEnvironment plugin, Enclosure enclosure, TimeProvider timeProvider)
{
    private const int LongestArgument = 128 * 1024;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Refuses what cannot be started, before anything is written.</summary>
    /// <returns>The program's full path.</returns>
    public static string Check(RunRequest request)
    {
        if (!Directory.Exists(request.WorkingDirectory))
        {
            throw new AoException($"The run '{request.Run}' cannot be started: the folder '{Printable.Quote(request.WorkingDirectory)}' does not exist. Open the workspace first.");
        }

        if (request.Input.File is { } file && !File.Exists(file))
        {
            throw new AoException($"The run '{request.Run}' cannot be started: its input file '{Printable.Quote(file)}' does not exist.");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.OutputLimit);
        foreach (var (name, value) in request.Environment)
        {
            if (!IsVariableName(name) || value.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(value) + name.Length >= LongestArgument - 2)
            {
                throw new AoException($"The run '{request.Run}' cannot be started: the variable '{Printable.Quote(name)}' cannot be passed on. A name has letters, digits and '_' and does not begin with a digit; a value holds no NUL and is shorter than 128 KiB.");
            }
        }

        if (request.Command.Arguments.Any(argument => Encoding.UTF8.GetByteCount(argument) >= LongestArgument - 1))
        {
            throw new AoException($"The run '{request.Run}' cannot be started: an argument is longer than 128 KiB, which the system cannot pass on. Pass long text in a file or on the standard input.");
        }

        return ProgramPath.Find(request.Command.Program, request.Environment.GetValueOrDefault("PATH"), request.WorkingDirectory)
            ?? throw new AoException($"The run '{request.Run}' cannot be started: the program '{Printable.Quote(request.Command.Program)}' is not an executable file on the PATH of the run. Install it, or give its full path.");
    }

    /// <summary>Starts the keeper and waits until it has claimed the start.</summary>
    /// <exception cref="AoException">It did not come alive, and never will.</exception>
    public async Task StartAsync(RunFolder folder, RunRecord record, RunRequest request, string program, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var mode = request.Input.IsChannel ? "channel" : "file";
        var input = request.Input.IsChannel ? folder.Input : request.Input.File ?? "/dev/null";
        var enclosed = await enclosure.PrepareAsync(request, cancellationToken).ConfigureAwait(false);
        var started = timeProvider.GetTimestamp();
        CommandResult? result = null;
        try
        {
            result = await commands.RunAsync(
                new CommandRequest
                {
                    Command = new CommandLine(
                        SystemTool.Find("setsid"),
                        ["--fork", "/bin/sh", Path.Combine(plugin.Folder, "keeper.sh"), "keep", SystemTool.Find("ln"), folder.Path, record.Nonce, mode, Path.GetFullPath(input), request.Environment.ContainsKey("PWD") ? "pwd" : "-", record.SeparatesError ? "apart" : "-", SystemTool.Find("setsid"), .. enclosed, program, .. request.Command.Arguments]),
                    WorkingDirectory = request.WorkingDirectory,
                    InheritEnvironment = true,
                    Environment = VariablesOf(request, folder.MarkerOf(record)),
                    Timeout = timeout,
                },
                cancellationToken).ConfigureAwait(false);
            while (folder.ReadKeeper(record.Nonce) is null && result.Succeeded && timeProvider.GetElapsedTime(started) < timeout)
            {
                await Task.Delay(s_pause, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // On every way out it is settled, once and for all, whether there is a keeper.
            folder.TryGiveUp(record.Nonce);
        }

        if (folder.ReadKeeper(record.Nonce) is null)
        {
            throw new AoException($"The run '{request.Run}' could not be started: its keeper did not come alive{(result.Error.Length > 0 ? $" ({Printable.Quote(result.Error)})" : "")}. Check that /bin/sh works and that the data folder is on a local file system with hard links.");
        }
    }

    // Nothing of the host's own variables reaches the program: what the request does not name is removed.
    private static Dictionary<string, string?> VariablesOf(RunRequest request, string marker)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = null;
        }

        foreach (var (name, value) in request.Environment)
        {
            variables[name] = value;
        }

        variables[ProcessTable.RunMarker] = marker;
        return variables;
    }

    private static bool IsVariableName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
