using Ao.Agents;
using Ao.Commands;
using Ao.Plugins.Codex.Interactive;
using Ao.Plugins.Codex.Setup;
using Ao.Plugins.Codex.Structured;
using Ao.Runtimes;

namespace Ao.Plugins.Codex;

/// <summary>Runs Codex: by the protocol of its app-server, or with its own screen in a terminal.</summary>
internal sealed class CodexAgent(ICommandRunner commands, TimeProvider timeProvider) : IAgent
{
    private const int LongestRules = 1024 * 1024;

    /// <inheritdoc/>
    public AgentCapabilities CapabilitiesFor(AgentSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new AgentCapabilities { TakesTurns = true, TakesMessagesWhileRunning = true, MemoryMegabytes = 250, Provider = CodexSettings.Of(setup.Settings).Provider.Name };
    }

    /// <inheritdoc/>
    public async ValueTask<AgentReadiness> CheckReadinessAsync(AgentSetup setup, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        try
        {
            return await new CodexReadiness(commands).CheckAsync(setup, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            return AgentReadiness.NotReady(exception.Message, "Mend the project's agent settings.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask<AgentLaunch> PrepareLaunchAsync(AgentLaunchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var settings = CodexSettings.Of(request.Settings);
        if (settings.ProblemIn(request.Mode) is { } problem)
        {
            throw new AoException($"{problem} Run it structured, or set '{CodexSettings.TrustOption}' to 'trusted'.");
        }

        if (request.ConversationId is { } id && !ConversationName.IsValid(id))
        {
            throw new AoException($"The conversation '{Printable.Quote(id)}' is none of Codex': its ids are UUIDs.");
        }

        var home = new CodexHome(request.HomeFolder);
        var folder = new RunFolder(request.StateFolder, request.Run);
        var isInteractive = request.Mode == AgentMode.Interactive;
        var permissions = PermissionMap.Of(request.Settings.Permissions, request.Role, !isInteractive);
        await RecordAsync(request, home, folder, permissions, cancellationToken).ConfigureAwait(false);
        var hooks = isInteractive ? await SessionHooks.PrepareAsync(folder, home.ConfigFile, cancellationToken).ConfigureAwait(false) : "";
        var rules = request.SystemPromptFile is { } file ? await ReadRulesAsync(file, cancellationToken).ConfigureAwait(false) : null;
        await home.PrepareAsync(ConfigText.Of(request, settings, permissions, rules, hooks), settings.Provider.BaseUrl is null, cancellationToken).ConfigureAwait(false);
        return new AgentLaunch
        {
            Command = settings.With(isInteractive ? TerminalLaunch.Arguments(request.ConversationId, permissions) : ["app-server"], request.Settings),
            Environment = EnvironmentOf(request, settings, home),
            Input = RunInput.Channel,
            SeparateError = !isInteractive,
        };
    }

    /// <inheritdoc/>
    public IAgentConnection Connect(AgentConnectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Mode == AgentMode.Interactive ? new TerminalConnection(request, timeProvider) : new AppServerConnection(request, timeProvider);
    }

    /// <summary>Writes down what is known of the run before it starts, once: a run that is prepared again may have begun.</summary>
    private static async Task RecordAsync(AgentLaunchRequest request, CodexHome home, RunFolder folder, PermissionMap permissions, CancellationToken cancellationToken)
    {
        if (RunRecord.Read(folder) is not null)
        {
            return;
        }

        home.ForgetClaims();
        if (request.Prompt is { } prompt)
        {
            await StateFile.WriteAsync(folder.Prompt, prompt, cancellationToken).ConfigureAwait(false);
        }

        var log = request.ConversationId is { } id ? home.FindLog(id) : null;
        var record = new RunRecord
        {
            HasPrompt = request.Prompt is not null,
            MessageId = request.MessageId,
            Conversation = request.ConversationId,
            LogStart = log is null ? 0 : new FileInfo(log).Length,
            Sandbox = permissions.Sandbox,
            Approval = permissions.Approval,
        };
        await record.WriteAsync(folder, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> ReadRulesAsync(string file, CancellationToken cancellationToken) =>
        new FileInfo(file).Length <= LongestRules
            ? await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)
            : throw new AoException($"The rules in '{Printable.Quote(file)}' are longer than 1 MiB. Shorten them.");

    private static Dictionary<string, string> EnvironmentOf(AgentLaunchRequest request, CodexSettings settings, CodexHome home)
    {
        var environment = new Dictionary<string, string>(request.Settings.Environment, StringComparer.Ordinal)
        {
            ["CODEX_HOME"] = home.Path,
            ["TMPDIR"] = TemporaryFolder.Make(request.HomeFolder),
        };
        if (settings.Provider.KeyOf(request.Settings) is { } key)
        {
            environment[settings.Provider.KeyVariable] = key;
        }

        if (request.Tools is { } tools)
        {
            environment[AgentToolServer.TokenVariable] = tools.Token;
        }

        return environment;
    }
}
