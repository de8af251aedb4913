using System.Text.RegularExpressions;
using Ao.Agents;
using Ao.Commands;

namespace Ao.Plugins.ClaudeCode.Launch;

/// <summary>Finds out whether Claude Code is there, new enough and signed in.</summary>
internal sealed partial class ClaudeReadiness(ICommandRunner commands)
{
    private const string Install = "npm install --global @anthropic-ai/claude-code@latest";
    private static readonly Version s_oldest = new(2, 1, 330);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public async Task<AgentReadiness> CheckAsync(AgentSetup setup, CancellationToken cancellationToken)
    {
        ClaudeSettings settings;
        try
        {
            settings = ClaudeSettings.Of(setup.Settings);
        }
        catch (AoException exception)
        {
            return AgentReadiness.NotReady(exception.Message, "Mend the project's agent settings.");
        }

        if (CheckRuntime(setup) is { } unfit)
        {
            return unfit;
        }

        // What is installed here says nothing about another machine.
        return setup.Runtime.IsLocal ? await CheckToolAsync(setup, settings, cancellationToken).ConfigureAwait(false) : AgentReadiness.Ready();
    }

    private static AgentReadiness? CheckRuntime(AgentSetup setup) => setup.Mode switch
    {
        _ when !setup.Runtime.CanWrite => AgentReadiness.NotReady("Claude Code is spoken with while it runs, and the project's runtime cannot write to a running program.", "Choose another runtime for the project."),
        AgentMode.Interactive when !setup.Runtime.IsTerminal => AgentReadiness.NotReady("Claude Code's own screen needs a terminal, and the project's runtime has none.", "Set the project's runtime to 'tmux', or run the agent structured."),
        AgentMode.Structured when setup.Runtime.IsTerminal => AgentReadiness.NotReady("Claude Code's stream of JSON needs an input and an output of its own, and the project's runtime has a terminal.", "Set the project's runtime to 'local-process', or run the agent interactively."),
        AgentMode.Interactive when !setup.Runtime.IsLocal => AgentReadiness.NotReady("What Claude Code does in a terminal is read from its files, and the project's runtime runs it on another machine.", "Choose a local runtime for the project, or run the agent structured."),
        _ => null,
    };

    private async Task<AgentReadiness> CheckToolAsync(AgentSetup setup, ClaudeSettings settings, CancellationToken cancellationToken)
    {
        var searchPath = setup.Settings.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");
        if (!ProgramFinder.IsWithinWorkspace(settings.Program) && ProgramFinder.Find(settings.Program, searchPath) is null)
        {
            return AgentReadiness.NotReady($"The program '{Printable.Quote(settings.Program)}' was not found as an executable file.", Install);
        }

        if (ProgramFinder.IsWithinWorkspace(settings.Program))
        {
            return AgentReadiness.Ready();
        }

        var told = await RunAsync(setup, settings, ["--version"], cancellationToken).ConfigureAwait(false);
        if (!told.Succeeded || VersionPattern().Match(told.Output) is not { Success: true } match || !Version.TryParse(match.Value, out var version))
        {
            var how = told.TimedOut ? $"did not answer within {s_patience.TotalSeconds:0} seconds" : $"gave no version (exit code {told.ExitCode}): {Printable.Quote(told.Error.Length > 0 ? told.Error : told.Output)}";
            return AgentReadiness.NotReady($"'{Printable.Quote(settings.Program)} --version' {how}.", Install);
        }

        if (version < s_oldest)
        {
            return AgentReadiness.NotReady($"Claude Code {version} is too old; this agent needs {s_oldest} or newer.", $"claude update    (or: {Install})") with { Version = version.ToString() };
        }

        return await IsSignedInAsync(setup, settings, cancellationToken).ConfigureAwait(false)
            ? AgentReadiness.Ready(version.ToString())
            : AgentReadiness.NotReady("Claude Code is not signed in, and no key is set.", "claude auth login    (or set ANTHROPIC_API_KEY)") with { Version = version.ToString() };
    }

    private async Task<bool> IsSignedInAsync(AgentSetup setup, ClaudeSettings settings, CancellationToken cancellationToken)
    {
        if (ClaudeEnvironment.Credentials.Concat(ClaudeEnvironment.OtherProviders).Any(name => ClaudeEnvironment.Find(setup.Settings, name) is not null))
        {
            return true;
        }

        // It knows of sign-ins that are in no file, such as the keychain's.
        return File.Exists(ClaudeHome.UserSignIn) || (await RunAsync(setup, settings, ["auth", "status"], cancellationToken).ConfigureAwait(false)).Succeeded;
    }

    private async Task<CommandResult> RunAsync(AgentSetup setup, ClaudeSettings settings, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await commands.RunAsync(
                new CommandRequest
                {
                    Command = new CommandLine(settings.Program, [.. settings.Arguments, .. arguments]),
                    Environment = setup.Settings.Environment.ToDictionary(static variable => variable.Key, static variable => (string?)variable.Value, StringComparer.Ordinal),
                    Timeout = s_patience,
                    OutputLimit = 16 * 1024,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (CommandNotFoundException exception)
        {
            return new CommandResult { ExitCode = 127, Output = "", Error = exception.Message };
        }
    }

    [GeneratedRegex(@"\d{1,5}\.\d{1,5}\.\d{1,6}")]
    private static partial Regex VersionPattern();
}
