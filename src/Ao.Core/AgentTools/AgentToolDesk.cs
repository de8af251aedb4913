using System.Collections.Frozen;
using System.Text.Json;
using Ao.Commands;
using Ao.Configuration;
using Microsoft.Extensions.Logging;

namespace Ao.AgentTools;

/// <summary>Finds the tool that is called, holds the call to its limits and carries it out.</summary>
internal sealed partial class AgentToolDesk(AgentTokens tokens, AgentToolDirectory directory, IEnumerable<IAgentTool> tools, ILogger<AgentToolDesk> logger) : IAgentTools
{
    private readonly FrozenDictionary<string, IAgentTool> _tools = tools.ToFrozenDictionary(static tool => tool.Definition.Name, StringComparer.Ordinal);

    public AgentToolCaller? Authenticate(string? token) =>
        tokens.Find(token) is { } state ? new AgentToolCaller(state.Run!.Id, state.Request.Project, state.Request.Role) : null;

    public IReadOnlyList<AgentTool> ListFor(AgentToolCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return [.. tools.Where(tool => IsFor(tool, caller)).Select(static tool => tool.Definition.Tool)];
    }

    public async Task<AgentToolResult> CallAsync(AgentToolCaller caller, string? tool, IReadOnlyDictionary<string, JsonElement>? arguments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        try
        {
            // A tool of another role is, for the caller, not there.
            if (tool is null || !_tools.TryGetValue(tool, out var called) || !IsFor(called, caller))
            {
                return new AgentToolResult($"There is no tool '{Printable.Quote(tool)}' for you. {NearestName.Suggest(tool ?? "", [.. ListFor(caller).Select(static known => known.Name)])}", IsError: true);
            }

            if (tokens.FindLive(caller.Run) is null)
            {
                return new AgentToolResult("Your run has ended, or your session was stopped: nothing can be done for it any more.", IsError: true);
            }

            var text = await called.CallAsync(caller, ToolArguments.Read(called.Definition, arguments), cancellationToken).ConfigureAwait(false);
            return new AgentToolResult(text);
        }
        catch (AoException exception)
        {
            return new AgentToolResult(Printable.Clean(exception.Message), IsError: true);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What happened inside is for the host's log and not for an agent.
            LogFailed(exception, tool, caller.Session);
            return new AgentToolResult("The host failed at this call; its log has the details. Try again later, and go on with your task meanwhile.", IsError: true);
        }
    }

    public void Announce() => directory.Announce();

    public void Offer(Uri address, CommandLine bridge)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(bridge);
        directory.Offer(address, bridge);
    }

    private static bool IsFor(IAgentTool tool, AgentToolCaller caller) => tool.Definition.OnlyFor is null || tool.Definition.OnlyFor == caller.Role;

    [LoggerMessage(LogLevel.Error, "The tool {Tool}, called by session {Session}, failed.")]
    private partial void LogFailed(Exception exception, string? tool, SessionId session);
}
