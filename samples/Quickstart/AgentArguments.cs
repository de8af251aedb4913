namespace Quickstart;

/// <summary>The agent that a person has chosen.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Interactive">Whether it runs in a terminal.</param>
/// <param name="Program">The program to run, with its arguments; none for the agent's own.</param>
internal sealed record AgentArguments(string Name, bool Interactive, IReadOnlyList<string> Program);
