using System.Text.Json;
using Ao.Commands;

namespace Ao.AgentTools;

/// <summary>The tools by which agents speak to their orchestrator, free of any transport. A transport authenticates each call by its token and hands it on.</summary>
/// <remarks>Safe for concurrent use. Holding this gives no power over sessions: what can be done is what the caller's token stands for.</remarks>
public interface IAgentTools
{
    /// <summary>Finds whom a token stands for.</summary>
    /// <param name="token">The token, as it was presented.</param>
    /// <returns>The run that the token stands for; <see langword="null"/> where it stands for none, or for one that has ended, or whose session has ended or was ordered to stop.</returns>
    AgentToolCaller? Authenticate(string? token);

    /// <summary>Lists the tools of a caller's role.</summary>
    /// <param name="caller">The caller.</param>
    /// <returns>The tools.</returns>
    IReadOnlyList<AgentTool> ListFor(AgentToolCaller caller);

    /// <summary>Calls a tool. Whatever a caller can mend comes back as a result that says so.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">The arguments by name, as they came.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>What the tool answers.</returns>
    Task<AgentToolResult> CallAsync(AgentToolCaller caller, string? tool, IReadOnlyDictionary<string, JsonElement>? arguments, CancellationToken cancellationToken = default);

    /// <summary>Says that an address will be offered soon, so that agents that are launched meanwhile wait for it.</summary>
    void Announce();

    /// <summary>Offers the tools to the agents that are launched from now on.</summary>
    /// <param name="address">The address for the streamable HTTP transport.</param>
    /// <param name="bridge">The program that offers the same over stdio.</param>
    void Offer(Uri address, CommandLine bridge);
}
