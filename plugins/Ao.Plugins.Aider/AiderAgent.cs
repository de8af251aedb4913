using System.Text.RegularExpressions;
using Ao.Agents;
using Ao.Commands;
using Ao.Runtimes;

namespace Ao.Plugins.Aider;

/// <summary>Aider as an agent. It has no protocol to be spoken with while it runs, so each message is a run of its own that goes on with the conversation's file.</summary>
internal sealed partial class AiderAgent(ICommandRunner commands) : IAgent
{
    private const string Install = "python -m pip install aider-install && aider-install";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>The variables that sign in to the providers that Aider's documentation names first. Others are set in the project's environment.</summary>
    private static readonly string[] s_passedOn =
    [
        "ANTHROPIC_API_KEY", "OPENAI_API_KEY", "GEMINI_API_KEY", "DEEPSEEK_API_KEY", "OPENROUTER_API_KEY", "GROQ_API_KEY",
        "OPENAI_API_BASE", "ANTHROPIC_API_BASE", "OLLAMA_API_BASE", "AIDER_MODEL", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "SSL_CERT_FILE",
    ];

    /// <inheritdoc/>
    public AgentCapabilities CapabilitiesFor(AgentSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return new AgentCapabilities();
    }

    /// <inheritdoc/>
    public async ValueTask<AgentReadiness> CheckReadinessAsync(AgentSetup setup, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (ProblemOf(setup.Settings, setup.Mode) is { } problem)
        {
            return AgentReadiness.NotReady(problem, "Mend the project's agent settings.");
        }

        var program = setup.Settings.Command?.Program ?? "aider";
        if (!setup.Runtime.IsLocal || ProgramFinder.IsWithinWorkspace(program))
        {
            return AgentReadiness.Ready();
        }

        if (ProgramFinder.Find(program, setup.Settings.Environment.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH")) is null)
        {
            return AgentReadiness.NotReady($"The program '{Printable.Quote(program)}' was not found as an executable file.", Install);
        }

        var told = await commands.RunAsync(
            new CommandRequest
            {
                Command = new CommandLine(program, [.. setup.Settings.Command?.Arguments ?? [], "--version"]),
                Environment = setup.Settings.Environment.ToDictionary(static variable => variable.Key, static variable => (string?)variable.Value, StringComparer.Ordinal),
                Timeout = s_patience,
                OutputLimit = 16 * 1024,
            },
            cancellationToken).ConfigureAwait(false);
        return told.Succeeded && VersionPattern().Match(told.Output) is { Success: true } version
            ? AgentReadiness.Ready(version.Value)
            : AgentReadiness.NotReady($"'{Printable.Quote(program)} --version' gave no version: {Printable.Quote(told.Error.Length > 0 ? told.Error : told.Output)}", Install);
    }

    /// <inheritdoc/>
    public async ValueTask<AgentLaunch> PrepareLaunchAsync(AgentLaunchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (ProblemOf(request.Settings, request.Mode) is { } problem)
        {
            throw new AoException(problem);
        }

        var files = new AiderFiles(request.StateFolder, request.Run);
        await StateFile.WriteAsync(files.Message, request.Prompt ?? "", cancellationToken).ConfigureAwait(false);
        if (request.MessageId is { } message)
        {
            await StateFile.WriteAsync(files.MessageId, message, cancellationToken).ConfigureAwait(false);
        }

        var environment = s_passedOn.Select(static name => (Name: name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(static variable => !string.IsNullOrEmpty(variable.Value))
            .ToDictionary(static variable => variable.Name, static variable => variable.Value!, StringComparer.Ordinal);
        foreach (var (name, value) in request.Settings.Environment)
        {
            environment[name] = value;
        }

        return new AgentLaunch
        {
            Command = new CommandLine(request.Settings.Command?.Program ?? "aider", AiderArguments.Of(request, files)),
            Environment = environment,
            Input = RunInput.None,
        };
    }

    /// <inheritdoc/>
    public IAgentConnection Connect(AgentConnectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new AiderConnection(request, new AiderFiles(request.StateFolder, request.Run));
    }

    private static string? ProblemOf(AgentSettings settings, AgentMode mode) => (settings.Options.Keys.FirstOrDefault(), settings.Permissions, mode) switch
    {
        ({ } option, _, _) => $"The agent aider has no option '{Printable.Quote(option)}'. It knows none.",
        (_, _, AgentMode.Interactive) => "Aider is run structured only: it tells no program when its screen can be typed to.",
        (_, PermissionMode.Suggest, _) => "Aider cannot ask anybody while it runs for a program, so the permission mode 'Suggest' cannot be kept. Use 'AutoEdit'.",
        _ => null,
    };

    [GeneratedRegex(@"\d{1,5}\.\d{1,5}\.\d{1,6}")]
    private static partial Regex VersionPattern();
}
