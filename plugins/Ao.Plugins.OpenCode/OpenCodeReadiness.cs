using System.Text.RegularExpressions;
using Ao.Agents;
using Ao.Commands;

namespace Ao.Plugins.OpenCode;

/// <summary>Finds out whether OpenCode can work.</summary>
internal sealed partial class OpenCodeReadiness(ICommandRunner commands)
{
    private const string Install = "npm install --global opencode-ai";
    private static readonly Version s_oldest = new(1, 18);

    public async ValueTask<AgentReadiness> CheckAsync(AgentSetup setup, CancellationToken cancellationToken)
    {
        OpenCodeSettings settings;
        try
        {
            settings = OpenCodeSettings.Of(setup.Settings);
        }
        catch (AoException exception)
        {
            return AgentReadiness.NotReady(exception.Message, "Mend the project's agent settings.");
        }

        if (!setup.Runtime.IsLocal)
        {
            return AgentReadiness.NotReady("OpenCode is spoken with over loopback, and the project's runtime runs programs elsewhere.", "Choose a runtime of this machine for the project.");
        }

        if (setup.Mode == AgentMode.Interactive && !setup.Runtime.IsTerminal)
        {
            return AgentReadiness.NotReady("OpenCode's screen needs a terminal, and the project's runtime has none.", "Choose the runtime 'tmux' for the project, or run the agent structured.");
        }

        var searchPath = setup.Settings.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");
        if (ProgramFinder.Find(settings.Program, searchPath) is not { } program)
        {
            return AgentReadiness.NotReady($"The program '{Printable.Quote(settings.Program)}' was not found as an executable file.", Install);
        }

        return await CheckVersionAsync(program, settings, setup, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AgentReadiness> CheckVersionAsync(string program, OpenCodeSettings settings, AgentSetup setup, CancellationToken cancellationToken)
    {
        var result = await commands.RunAsync(
            new CommandRequest { Command = new CommandLine(program, [.. settings.Arguments, "--version"]), InheritEnvironment = true, OutputLimit = 64 * 1024, Timeout = TimeSpan.FromSeconds(30) },
            cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded || VersionPattern().Match(result.Output) is not { Success: true } match)
        {
            var why = result.TimedOut ? "did not answer within 30 s" : $"answered '{Printable.Quote(result.Output + result.Error)}' with exit code {result.ExitCode}";
            return AgentReadiness.NotReady($"'{Printable.Quote(settings.Program)} --version' {why}.", Install);
        }

        if (Version.Parse(match.Value) < s_oldest)
        {
            return AgentReadiness.NotReady($"OpenCode {match.Value} is too old; {s_oldest} or newer is needed.", "npm install --global opencode-ai@latest");
        }

        var hasSignIn = settings.Config is not null || OpenCodeHome.UserConfig is not null || File.Exists(OpenCodeHome.SignInFile) || OpenCodeHome.HasKey(setup.Settings);
        return hasSignIn || setup.Settings.Model?.StartsWith("opencode/", StringComparison.Ordinal) == true
            ? AgentReadiness.Ready(match.Value)
            : AgentReadiness.NotReady("OpenCode has neither a sign-in, nor a provider's key in the environment, nor a configuration.", "opencode auth login");
    }

    [GeneratedRegex(@"\d{1,4}\.\d{1,4}\.\d{1,6}")]
    private static partial Regex VersionPattern();
}
