using System.Buffers;
using System.Text.Json;
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
            ? await GreetAsync(new CommandLine(found, settings.Command.Arguments), setup.Settings, cancellationToken).ConfigureAwait(false)
            : AgentReadiness.NotReady(
                $"The program '{Printable.Quote(program)}' was not found as an executable file.",
                Path.IsPathRooted(program) ? $"Check the path, and make the file executable: chmod +x -- '{Printable.Quote(program)}'" : $"Install '{Printable.Quote(program)}', or give its full path in the project's agent settings.");
    }

    /// <summary>Greets the program by the protocol: whoever answers speaks it, and says its version.</summary>
    private async Task<AgentReadiness> GreetAsync(CommandLine command, AgentSettings settings, CancellationToken cancellationToken)
    {
        var result = await RunAsync(command, Greeting(), settings, cancellationToken).ConfigureAwait(false);
        if (result.Output.Split('\n').Select(VersionIn).FirstOrDefault(static version => version is not null) is { } version)
        {
            return AgentReadiness.Ready(version.Length > 0 ? version : null);
        }

        var said = Printable.Quote(result.Error is { Length: > 0 } error ? error : result.Output);
        return AgentReadiness.NotReady(
            $"The program '{Printable.Quote(command.Program)}' did not answer a greeting by the Agent Client Protocol (exit code {result.ExitCode}): {said}",
            "Set 'command' in the project's agent settings to an agent that speaks the protocol, with the arguments that make it do so, such as 'opencode acp'.");
    }

    private ValueTask<CommandResult> RunAsync(CommandLine command, ReadOnlyMemory<byte> input, AgentSettings settings, CancellationToken cancellationToken) => commands.RunAsync(
        new CommandRequest
        {
            Command = command,
            Input = input,
            InheritEnvironment = true,
            Environment = settings.Environment.ToDictionary(static pair => pair.Key, static pair => (string?)pair.Value),
            OutputLimit = 64 * 1024,
            Timeout = TimeSpan.FromSeconds(20),
            EndsDescendants = true,
        },
        cancellationToken);

    private static byte[] Greeting()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("jsonrpc", "2.0");
            json.WriteNumber("id", 1);
            json.WriteString("method", "initialize");
            json.WriteStartObject("params");
            AcpRequests.Initialize(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Gives the version in an answer to the greeting, empty where it names none, or <see langword="null"/> where the line is no such answer.</summary>
    private static string? VersionIn(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Part("result") is { } result && result.Part("protocolVersion") is not null
                ? VersionPattern().Match((result.Part("agentInfo") ?? default).Text("version", 100) ?? "").Value
                : null;
        }
        catch (JsonException)
        {
            // Something else that the program says.
            return null;
        }
    }

    [GeneratedRegex(@"\d{1,4}\.\d{1,4}\.\d{1,6}")]
    private static partial Regex VersionPattern();
}
