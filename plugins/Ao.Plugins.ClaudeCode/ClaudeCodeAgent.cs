using Ao.Agents;
using Ao.Commands;
using Ao.Plugins.ClaudeCode.Interactive;
using Ao.Plugins.ClaudeCode.Launch;
using Ao.Plugins.ClaudeCode.Structured;
using Ao.Runtimes;

namespace Ao.Plugins.ClaudeCode;

/// <summary>Claude Code as an agent: what to start for a run, and how what it does is understood.</summary>
internal sealed class ClaudeCodeAgent(ICommandRunner commands, TimeProvider timeProvider) : IAgent
{
    /// <inheritdoc/>
    public AgentCapabilities CapabilitiesFor(AgentSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new AgentCapabilities
        {
            TakesTurns = true,
            TakesMessagesWhileRunning = setup.Runtime.CanWrite,

            // A terminal gives no receipt of its own; there the beginning of the turn is one.
            AcknowledgesMessages = setup.Mode == AgentMode.Structured && setup.Runtime.CanWrite,
            Provider = ClaudeEnvironment.ProviderOf(setup.Settings),
            MemoryMegabytes = 300,
        };
    }

    /// <inheritdoc/>
    public ValueTask<AgentReadiness> CheckReadinessAsync(AgentSetup setup, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new ValueTask<AgentReadiness>(new ClaudeReadiness(commands).CheckAsync(setup, cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask<AgentLaunch> PrepareLaunchAsync(AgentLaunchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var settings = ClaudeSettings.Of(request.Settings);
        var files = new RunFiles(request.StateFolder, request.Run);
        var home = new ClaudeHome(request.HomeFolder);
        await home.PrepareAsync(request, cancellationToken).ConfigureAwait(false);
        var conversation = request.ConversationId ?? StableId.Of("conversation", request.StateFolder, request.Run.ToString());
        var transcript = home.FindTranscript(conversation);
        var isInteractive = request.Mode == AgentMode.Interactive;
        await files.WriteRecordAsync(
            new RunRecord(conversation, request.Prompt is not null, timeProvider.GetUtcNow(), transcript is null ? 0 : new FileInfo(transcript).Length),
            cancellationToken).ConfigureAwait(false);
        if (request.Prompt is { } prompt)
        {
            await StateFile.WriteAsync(files.Prompt, prompt, cancellationToken).ConfigureAwait(false);
        }

        if (request.MessageId is { } message)
        {
            await StateFile.WriteAsync(files.PromptMessage, message, cancellationToken).ConfigureAwait(false);
        }

        if (request.Tools is { } tools)
        {
            await StateFile.WriteAsync(files.Tools, ToolFile.Write(tools), cancellationToken).ConfigureAwait(false);
        }

        if (isInteractive)
        {
            await HookFiles.WriteAsync(files, cancellationToken).ConfigureAwait(false);
        }

        return new AgentLaunch
        {
            Command = new CommandLine(settings.Program, ClaudeArguments.Of(request, settings, files, conversation, resumes: transcript is not null)),
            Environment = ClaudeEnvironment.For(request),
            Input = RunInput.Channel,
            SeparateError = !isInteractive && request.Runtime.KeepsErrorApart,
        };
    }

    /// <inheritdoc/>
    public IAgentConnection Connect(AgentConnectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var files = new RunFiles(request.StateFolder, request.Run);
        return request.Mode == AgentMode.Interactive
            ? new InteractiveConnection(request, files, timeProvider)
            : new StructuredConnection(request, files, timeProvider);
    }
}
