using System.Text.RegularExpressions;
using Ao.Agents;
using Ao.Commands;

namespace Ao.Plugins.Acp;

/// <summary>Finds out whether an ACP agent can be launched.</summary>
internal sealed partial class AcpReadiness(ICommandRunner commands)
{
    public async ValueTask<AgentReadiness> CheckAsync(AgentSetup setup, CancellationToken cancellationToken)
    {
        AcpSettings settings;
        try
        {
            settings = AcpSettings.Of(setup.Settings);
        }
        catch (AoException exception)
        {
            return AgentReadiness.NotReady(exception.Message, "Mend the project's agent settings.");
        }

        if (setup.Mode == AgentMode.Interactive)
        {
            return AgentReadiness.NotReady("The Agent Client Protocol is spoken by programs: an agent that runs by it has no screen.", "Run the agent structured, or choose the tool's own plugin.");
        }

        if (setup.Runtime.IsTerminal || !setup.Runtime.CanWrite || !setup.Runtime.KeepsErrorApart)
        {
            return AgentReadiness.NotReady(
                "The protocol needs a program's input and its output alone, and the project's runtime is a terminal, cannot write, or mixes standard error in.",
                "Choose the runtime 'local-process' for the project.");
        }

        var program = settings.Command.Program;
        if (!setup.Runtime.IsLocal || ProgramFinder.IsWithinWorkspace(program))
        {
            return AgentReadiness.Ready();
        }

        var searchPath = setup.Settings.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");
        return ProgramFinder.Find(program, searchPath) is { } found
            ? AgentReadiness.Ready(await VersionOfAsync(found, setup.Settings, cancellationToken).ConfigureAwait(false))
            : AgentReadiness.NotReady(
                $"The program '{Printable.Quote(program)}' was not found as an executable file.",
                Path.IsPathRooted(program) ? $"Check the path, and make the file executable: chmod +x -- '{Printable.Quote(program)}'" : $"Install '{Printable.Quote(program)}', or give its full path in the project's agent settings.");
    }

    /// <summary>Asks the program for its version. Not every agent knows the question, so no answer is no problem.</summary>
    private async Task<string?> VersionOfAsync(string program, AgentSettings settings, CancellationToken cancellationToken)
    {
        var result = await commands.RunAsync(
            new CommandRequest
            {
                Command = new CommandLine(program, "--version"),
                InheritEnvironment = true,
                Environment = settings.Environment.ToDictionary(static pair => pair.Key, static pair => (string?)pair.Value),
                OutputLimit = 64 * 1024,
                Timeout = TimeSpan.FromSeconds(10),
                EndsDescendants = true,
            },
            cancellationToken).ConfigureAwait(false);
        return VersionPattern().Match(result.Output) is { Success: true } match ? match.Value : null;
    }

    [GeneratedRegex(@"\d{1,4}\.\d{1,4}\.\d{1,6}")]
    private static partial Regex VersionPattern();
}
