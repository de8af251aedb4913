namespace Ao.AgentTools;

/// <summary>One tool: its face and what it does.</summary>
internal interface IAgentTool
{
    ToolDefinition Definition { get; }

    /// <summary>Carries out a call whose arguments keep the definition.</summary>
    /// <exception cref="AoException">It is refused; the message says why and what to do.</exception>
    Task<string> CallAsync(AgentToolCaller caller, ToolArguments arguments, CancellationToken cancellationToken);
}
