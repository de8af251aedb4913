namespace Ao.Agents;

/// <summary>The agent wants to use a tool that its permission mode does not allow without a question, and waits. The answer is given by <see cref="IPermissionResponder"/>.</summary>
public sealed record PermissionAsked : AgentSignal
{
    /// <summary>Gets what the question is answered by, unique in the session, 200 characters at most. An answer is given by it also after a restart of the host.</summary>
    public required string QuestionId { get; init; }

    /// <summary>Gets the name of the tool, as the agent calls it.</summary>
    public required string Tool { get; init; }

    /// <summary>Gets one line that says what would be done, such as the command. Text from outside.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what the tool would be given, by name: what a person decides on. Text from outside.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}
