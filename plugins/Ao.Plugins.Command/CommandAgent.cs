using System.Globalization;
using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.Command;

/// <summary>Runs any program as an agent: the task in a file or on its input, done by its exit code or by what it says.</summary>
internal sealed class CommandAgent(TimeProvider timeProvider) : IAgent
{
    /// <inheritdoc/>
    public AgentCapabilities CapabilitiesFor(AgentSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var read = CommandSettings.Of(setup.Settings);
        var listens = read.Input == CommandInput.Channel && setup.Runtime.CanWrite;
        return new AgentCapabilities { TakesMessagesWhileRunning = listens, AcknowledgesMessages = listens && read.SpeaksProtocol, ExitClaimsDone = true };
    }

    /// <inheritdoc/>
    public ValueTask<AgentReadiness> CheckReadinessAsync(AgentSetup setup, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var read = CommandSettings.Of(setup.Settings);
            if (read.Input == CommandInput.Channel && !setup.Runtime.CanWrite)
            {
                return ValueTask.FromResult(AgentReadiness.NotReady(
                    "The option 'input' is 'channel', and the project's runtime cannot write to a running program.",
                    "Choose another runtime for the project, or set 'input' to 'task'."));
            }

            var program = read.Command.Program;
            var searchPath = setup.Settings.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH");
            return ValueTask.FromResult(!setup.Runtime.IsLocal || ProgramFinder.IsWithinWorkspace(program) || ProgramFinder.Find(program, searchPath) is not null
                ? AgentReadiness.Ready()
                : AgentReadiness.NotReady(
                    $"The program '{Printable.Quote(program)}' was not found as an executable file.",
                    Path.IsPathRooted(program) ? $"Check the path, and make the file executable: chmod +x -- '{Printable.Quote(program)}'" : $"Install '{Printable.Quote(program)}', or give its full path in the project's agent settings."));
        }
        catch (AoException exception)
        {
            return ValueTask.FromResult(AgentReadiness.NotReady(exception.Message, "Mend the project's agent settings."));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<AgentLaunch> PrepareLaunchAsync(AgentLaunchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var settings = CommandSettings.Of(request.Settings);
        var program = ProgramFinder.IsWithinWorkspace(settings.Command.Program)
            ? Path.GetFullPath(settings.Command.Program, request.Workspace.Path)
            : settings.Command.Program;
        var task = Path.Combine(request.StateFolder, string.Create(CultureInfo.InvariantCulture, $"task-{request.Run.Number}.md"));
        await StateFile.WriteAsync(task, request.Prompt ?? "", cancellationToken).ConfigureAwait(false);

        var environment = new Dictionary<string, string>(request.Settings.Environment, StringComparer.Ordinal)
        {
            ["AO_TASK_FILE"] = task,
            ["AO_RUN_ID"] = request.Run.ToString(),
            ["AO_SESSION_ID"] = request.Run.Session.ToString(),
            ["AO_WORKSPACE"] = request.Workspace.Path,
            ["AO_STATE"] = request.StateFolder,
        };
        Add(environment, "AO_MESSAGE_ID", request.MessageId);
        Add(environment, "AO_CONVERSATION_ID", request.ConversationId);
        Add(environment, "AO_MODEL", request.Settings.Model);
        Add(environment, "AO_RULES_FILE", request.SystemPromptFile);
        Add(environment, AgentToolServer.AddressVariable, request.Tools?.Address.AbsoluteUri);
        Add(environment, AgentToolServer.TokenVariable, request.Tools?.Token);
        return new AgentLaunch
        {
            Command = new Commands.CommandLine(program, settings.Command.Arguments),
            Environment = environment,
            Input = settings.Input switch
            {
                CommandInput.Task => RunInput.FromFile(task),
                CommandInput.Channel => RunInput.Channel,
                _ => RunInput.None,
            },
        };
    }

    /// <inheritdoc/>
    public IAgentConnection Connect(AgentConnectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new CommandConnection(request, CommandSettings.Of(request.Settings), timeProvider);
    }

    private static void Add(Dictionary<string, string> environment, string name, string? value)
    {
        if (value is not null)
        {
            environment[name] = value;
        }
    }
}
