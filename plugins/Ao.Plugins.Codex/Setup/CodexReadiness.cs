using System.Text.RegularExpressions;
using Ao.Agents;
using Ao.Commands;

namespace Ao.Plugins.Codex.Setup;

/// <summary>Finds out whether Codex is there, what version it is, and whether it can reach a model.</summary>
internal sealed partial class CodexReadiness(ICommandRunner commands)
{
    private const string Install = "Install it: npm install -g @openai/codex";
    private static readonly Version s_oldest = new(0, 160, 0);

    public async ValueTask<AgentReadiness> CheckAsync(AgentSetup setup, CancellationToken cancellationToken)
    {
        var settings = CodexSettings.Of(setup.Settings);
        if (WrongRuntime(setup) is { } wrong)
        {
            return wrong;
        }

        if (settings.ProblemIn(setup.Mode) is { } problem)
        {
            return AgentReadiness.NotReady(problem, $"Run it structured, or set '{CodexSettings.TrustOption}' to 'trusted'.");
        }

        if (!setup.Runtime.IsLocal)
        {
            return AgentReadiness.Ready();
        }

        var searchPath = setup.Settings.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");
        if (ProgramFinder.Find(settings.Command.Program, searchPath) is not { } program)
        {
            return AgentReadiness.NotReady($"Codex was not found: there is no executable file '{Printable.Quote(settings.Command.Program)}'.", Install);
        }

        var result = await commands.RunAsync(
            new CommandRequest { Command = new CommandLine(program, [.. settings.Command.Arguments, "--version"]), Timeout = TimeSpan.FromSeconds(30), OutputLimit = 4096 },
            cancellationToken).ConfigureAwait(false);
        var version = VersionText().Match(result.Output) is { Success: true } match ? match.Value : null;
        if (!result.Succeeded || version is null)
        {
            return AgentReadiness.NotReady($"'{Printable.Quote(program)} --version' {(result.TimedOut ? "gave no answer" : "told no version")}: {Printable.Quote(result.Error + result.Output)}", Install);
        }

        if (Version.TryParse(version, out var number) && number < s_oldest)
        {
            return AgentReadiness.NotReady($"Codex {version} is too old: {s_oldest} or later is needed.", Install) with { Version = version };
        }

        return IsSignedIn(setup, settings)
            ? AgentReadiness.Ready(version)
            : AgentReadiness.NotReady(
                settings.Provider.BaseUrl is null ? "Nobody is signed in to Codex, and there is no key." : $"The variable '{settings.Provider.KeyVariable}' holds no key.",
                settings.Provider.BaseUrl is null ? "Sign in: codex login. Or set OPENAI_API_KEY in the environment." : $"Set {settings.Provider.KeyVariable} in the project's agent settings or in the host's environment.") with { Version = version };
    }

    private static bool IsSignedIn(AgentSetup setup, CodexSettings settings) =>
        settings.Provider.BaseUrl is null ? File.Exists(CodexProvider.SignInFile) : !string.IsNullOrEmpty(settings.Provider.KeyOf(setup.Settings));

    private static AgentReadiness? WrongRuntime(AgentSetup setup) => setup.Mode switch
    {
        _ when !setup.Runtime.CanWrite => AgentReadiness.NotReady("The project's runtime cannot write to a running program, and Codex is told everything that way.", "Choose another runtime for the project."),
        AgentMode.Structured when setup.Runtime.IsTerminal => AgentReadiness.NotReady("Codex' protocol cannot be spoken in a terminal.", "Choose a runtime without a terminal for the project, such as local-process."),
        AgentMode.Structured when !setup.Runtime.KeepsErrorApart => AgentReadiness.NotReady("The project's runtime mixes standard error into the output, which is a protocol here.", "Choose another runtime for the project."),
        AgentMode.Interactive when !setup.Runtime.IsTerminal => AgentReadiness.NotReady("Codex' own screen needs a terminal, and the project's runtime has none.", "Choose a runtime with terminals for the project, such as tmux."),
        _ => null,
    };

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex VersionText();
}
