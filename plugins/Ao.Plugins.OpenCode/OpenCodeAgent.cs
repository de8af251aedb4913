using System.Text;
using System.Text.Json;
using Ao.Agents;
using Ao.Commands;
using Ao.Runtimes;

namespace Ao.Plugins.OpenCode;

/// <summary>Runs OpenCode: headless or with its screen, either way with its server on loopback and a log of what happens.</summary>
internal sealed class OpenCodeAgent(OpenCodeClient client, OpenCodeReadiness readiness, TimeProvider timeProvider) : IAgent
{
    /// <inheritdoc/>
    public AgentCapabilities CapabilitiesFor(AgentSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new AgentCapabilities
        {
            TakesTurns = true,
            TakesMessagesWhileRunning = true,
            AcknowledgesMessages = true,
            MemoryMegabytes = setup.Mode == AgentMode.Interactive ? 900 : 700,
            Provider = OpenCodeSettings.Of(setup.Settings).Provider,
        };
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
        var settings = OpenCodeSettings.Of(request.Settings);
        var run = await WriteRunAsync(request, cancellationToken).ConfigureAwait(false);
        var config = OpenCodeRun.ConfigIn(request.StateFolder, request.Run);
        await EventsScript.WriteAsync(request.StateFolder, cancellationToken).ConfigureAwait(false);
        await StateFile.WriteAsync(config, OpenCodeConfig.Write(request, EventsScript.FileIn(request.StateFolder)), cancellationToken).ConfigureAwait(false);

        var environment = OpenCodeHome.Prepare(request, settings);
        environment["OPENCODE_CONFIG"] = config;
        environment["OPENCODE_PERMISSION"] = OpenCodeConfig.Permissions(request.Settings.Permissions, request.Role);
        environment["OPENCODE_SERVER_PASSWORD"] = run.Password;
        environment["AO_OPENCODE_LOG"] = OpenCodeRun.LogIn(request.StateFolder, request.Run);
        environment["AO_OPENCODE_CONVERSATION"] = run.Conversation ?? "";
        environment["AO_OPENCODE_TOOLS"] = request.Tools?.Address.AbsoluteUri ?? "";

        string[] server = ["--port", run.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--hostname", "127.0.0.1"];
        string[] arguments = request.Mode == AgentMode.Structured
            ? ["serve", .. server]
            : run.Conversation is { } conversation ? [.. server, "--session", conversation] : server;
        return new AgentLaunch
        {
            Command = new CommandLine(settings.Program, [.. settings.Arguments, .. arguments, .. request.Settings.ExtraArguments]),
            Environment = environment,
            Input = request.Mode == AgentMode.Interactive ? RunInput.Channel : RunInput.None,
        };
    }

    /// <inheritdoc/>
    public IAgentConnection Connect(AgentConnectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var run = OpenCodeRun.Read(OpenCodeRun.FileIn(request.StateFolder, request.Run))
            ?? throw new AoException($"The run {request.Run} was not prepared by the agent 'opencode': its file is missing in the session's state folder.");
        return new OpenCodeConnection(request, run, client.For(run), timeProvider);
    }

    /// <summary>Writes down what the run is launched with, or takes what was written before.</summary>
    private static async Task<OpenCodeRun> WriteRunAsync(AgentLaunchRequest request, CancellationToken cancellationToken)
    {
        var file = OpenCodeRun.FileIn(request.StateFolder, request.Run);
        if (OpenCodeRun.Read(file) is { } written)
        {
            return written;
        }

        await StateFile.WriteAsync(OpenCodeRun.PromptIn(request.StateFolder, request.Run), request.Prompt ?? "", cancellationToken).ConfigureAwait(false);
        var run = OpenCodeRun.New() with { Conversation = request.ConversationId, MessageId = request.MessageId, HasPrompt = request.Prompt is not null };
        await StateFile.WriteAsync(file, Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(run, OpenCodeJson.Default.OpenCodeRun)), cancellationToken).ConfigureAwait(false);
        return run;
    }
}
