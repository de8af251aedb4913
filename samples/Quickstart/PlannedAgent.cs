namespace Quickstart;

/// <summary>The agents that a run can have.</summary>
internal static class PlannedAgent
{
    /// <summary>The agent that runs a program of the person's, or the sample's own script.</summary>
    public const string Script = "command";

    /// <summary>The agent that runs any program that speaks the Agent Client Protocol.</summary>
    public const string Acp = "acp";

    /// <summary>Gets the agents that can be chosen.</summary>
    public static string[] All { get; } = [Script, "claude-code", "codex", "opencode", Acp];
}
