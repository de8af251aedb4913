namespace Ao.AgentTools;

/// <summary>What a tool answers.</summary>
/// <param name="Text">The answer: a sentence, or JSON where the tool reads something.</param>
/// <param name="IsError">Whether the call was refused; <paramref name="Text"/> then says what to mend.</param>
public sealed record AgentToolResult(string Text, bool IsError = false);
