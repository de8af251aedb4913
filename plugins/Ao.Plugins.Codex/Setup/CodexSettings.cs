using Ao.Agents;
using Ao.Commands;

namespace Ao.Plugins.Codex.Setup;

/// <summary>A project's settings for Codex, read and checked.</summary>
/// <param name="Command">The program, without the arguments of a launch.</param>
/// <param name="Provider">Where its model is.</param>
/// <param name="IsTrusted">Whether Codex takes the repository's own configuration into account.</param>
internal sealed record CodexSettings(CommandLine Command, CodexProvider Provider, bool IsTrusted)
{
    public const string BaseUrlOption = "baseUrl";
    public const string KeyVariableOption = "keyVariable";
    public const string TrustOption = "trust";

    /// <summary>Reads the settings.</summary>
    /// <exception cref="AoException">A setting is wrong.</exception>
    public static CodexSettings Of(AgentSettings settings)
    {
        var unknown = settings.Options.Keys.FirstOrDefault(static key => key is not (BaseUrlOption or KeyVariableOption or TrustOption));
        if (unknown is not null)
        {
            throw new AoException($"The codex agent has no option '{Printable.Quote(unknown)}'. It knows '{BaseUrlOption}', '{KeyVariableOption}' and '{TrustOption}'.");
        }

        var isTrusted = settings.Options.GetValueOrDefault(TrustOption) switch
        {
            null or "trusted" => true,
            "untrusted" => false,
            var other => throw new AoException($"The codex agent's option '{TrustOption}' cannot be '{Printable.Quote(other)}'. Use one of: trusted, untrusted."),
        };
        return new CodexSettings(settings.Command ?? new CommandLine("codex"), CodexProvider.Of(settings), isTrusted);
    }

    /// <summary>Says what does not fit a way of running, or nothing.</summary>
    public string? ProblemIn(AgentMode mode) => mode == AgentMode.Interactive && !IsTrusted
        ? $"With the option '{TrustOption}' at 'untrusted' Codex asks at its own screen, before anything else, how to open the folder."
        : null;

    /// <summary>Makes the command line of a launch: the program, what the agent passes, and what the project adds.</summary>
    public CommandLine With(IEnumerable<string> arguments, AgentSettings settings) =>
        new(Command.Program, [.. Command.Arguments, .. arguments, .. settings.ExtraArguments]);
}
