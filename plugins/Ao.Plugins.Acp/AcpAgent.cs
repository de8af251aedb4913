using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.Acp;

/// <summary>Runs any agent that speaks the Agent Client Protocol, by configuration alone.</summary>
internal sealed class AcpAgent(AcpReadiness readiness) : IAgent
{
    /// <inheritdoc/>
    public AgentCapabilities CapabilitiesFor(AgentSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new AgentCapabilities { TakesTurns = true, TakesMessagesWhileRunning = true, Provider = AcpSettings.Of(setup.Settings).Provider };
    }

    /// <inheritdoc/>
    public ValueTask<AgentReadiness> CheckReadinessAsync(AgentSetup setup, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return readiness.CheckAsync(setup, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<AgentLaunch> PrepareLaunchAsync(AgentLaunchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Mode == AgentMode.Interactive)
        {
            throw new AoException("The Agent Client Protocol has no screen: run the agent structured.");
        }

        var settings = AcpSettings.Of(request.Settings);
        var run = new AcpRun
        {
            Conversation = request.ConversationId,
            HasPrompt = request.Prompt is not null,
            MessageId = request.MessageId,
            RulesFile = request.SystemPromptFile,
            ToolsAddress = request.Tools?.Address.AbsoluteUri,
            ToolsToken = request.Tools?.Token,
            Bridge = request.Tools is { } tools ? [tools.Bridge.Program, .. tools.Bridge.Arguments] : [],
            AuthMethod = settings.AuthMethod,
            SessionMode = settings.Mode,
            Permissions = request.Settings.Permissions,
            IsReadOnly = request.Role == SessionRole.Reviewer,
        };
        await new AcpFiles(request.StateFolder, request.Run).WriteAsync(run, request.Prompt, cancellationToken).ConfigureAwait(false);
        var program = ProgramFinder.IsWithinWorkspace(settings.Command.Program) ? Path.GetFullPath(settings.Command.Program, request.Workspace.Path) : settings.Command.Program;
        return new AgentLaunch
        {
            Command = new Commands.CommandLine(program, settings.Command.Arguments),
            Environment = request.Settings.Environment,
            Input = RunInput.Channel,
            SeparateError = true,
        };
    }

    /// <inheritdoc/>
    public IAgentConnection Connect(AgentConnectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new AcpConnection(request, new AcpFiles(request.StateFolder, request.Run));
    }
}
