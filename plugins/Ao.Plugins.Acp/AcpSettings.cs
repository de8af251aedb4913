using Ao.Agents;
using Ao.Commands;

namespace Ao.Plugins.Acp;

/// <summary>A project's settings for an ACP agent, read and checked.</summary>
/// <param name="Command">The program.</param>
/// <param name="Provider">The provider whose limits the sessions share.</param>
/// <param name="AuthMethod">The way to sign in, by the agent's name of it.</param>
/// <param name="Mode">The mode to work in, by the agent's name of it.</param>
internal sealed record AcpSettings(CommandLine Command, string? Provider, string? AuthMethod, string? Mode)
{
    private const string ProviderOption = "provider";
    private const string AuthMethodOption = "authMethod";
    private const string ModeOption = "mode";

    /// <exception cref="AoException">A setting is missing or wrong.</exception>
    public static AcpSettings Of(AgentSettings settings)
    {
        var unknown = settings.Options.Keys.FirstOrDefault(static key => key is not (ProviderOption or AuthMethodOption or ModeOption));
        if (unknown is not null)
        {
            throw new AoException($"The agent 'acp' has no option '{Printable.Quote(unknown)}'. It knows '{ProviderOption}', '{AuthMethodOption}' and '{ModeOption}'.");
        }

        if (settings.Model is not null)
        {
            throw new AoException("The Agent Client Protocol has no common way to choose a model. Choose it in the program's arguments, environment or own configuration, and leave 'model' out of the project's agent settings.");
        }

        var command = settings.Command
            ?? throw new AoException("The agent 'acp' has no program to run. Set 'command' in the project's agent settings to an agent that speaks the Agent Client Protocol, such as 'opencode acp'.");
        return new AcpSettings(
            new CommandLine(command.Program, [.. command.Arguments, .. settings.ExtraArguments]),
            settings.Options.GetValueOrDefault(ProviderOption),
            settings.Options.GetValueOrDefault(AuthMethodOption),
            settings.Options.GetValueOrDefault(ModeOption));
    }
}
