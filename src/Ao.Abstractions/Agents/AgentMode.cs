namespace Ao.Agents;

/// <summary>How a tool is run.</summary>
public enum AgentMode
{
    /// <summary>By a protocol that programs speak: the host reads what happens and answers, and nobody looks at a screen.</summary>
    Structured,

    /// <summary>In a terminal that a person can attach to and type into. What happens is read from the tool's own logs and hooks, not from its screen.</summary>
    Interactive,
}
