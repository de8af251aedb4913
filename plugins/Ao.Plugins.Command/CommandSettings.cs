using Ao.Agents;
using Ao.Commands;

namespace Ao.Plugins.Command;

/// <summary>A project's settings for the command agent, read and checked.</summary>
/// <param name="Command">The program.</param>
/// <param name="Input">What it reads.</param>
/// <param name="SpeaksProtocol">Whether lines of its output are signals.</param>
internal sealed record CommandSettings(CommandLine Command, CommandInput Input, bool SpeaksProtocol)
{
    private const string InputOption = "input";
    private const string ProtocolOption = "protocol";

    /// <exception cref="AoException">A setting is missing or wrong.</exception>
    public static CommandSettings Of(AgentSettings settings)
    {
        var unknown = settings.Options.Keys.FirstOrDefault(key => key is not (InputOption or ProtocolOption));
        if (unknown is not null)
        {
            throw new AoException($"The command agent has no option '{Printable.Quote(unknown)}'. It knows '{InputOption}' and '{ProtocolOption}'.");
        }

        var command = settings.Command
            ?? throw new AoException("The command agent has no program to run. Set 'command' in the project's agent settings to the program and its arguments.");
        var input = settings.Options.GetValueOrDefault(InputOption) switch
        {
            null or "task" => CommandInput.Task,
            "none" => CommandInput.None,
            "channel" => CommandInput.Channel,
            var other => throw Wrong(InputOption, other, "none, task, channel"),
        };
        var protocol = settings.Options.GetValueOrDefault(ProtocolOption) switch
        {
            null or "none" => false,
            "jsonl" => true,
            var other => throw Wrong(ProtocolOption, other, "none, jsonl"),
        };
        return new CommandSettings(new CommandLine(command.Program, [.. command.Arguments, .. settings.ExtraArguments]), input, protocol);
    }

    private static AoException Wrong(string option, string value, string known) =>
        new($"The command agent's option '{option}' cannot be '{Printable.Quote(value)}'. Use one of: {known}.");
}
