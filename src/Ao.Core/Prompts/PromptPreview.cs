namespace Ao.Prompts;

/// <summary>Exactly what an agent is given at its first launch.</summary>
/// <param name="Rules">The rules: base rules, the host's tools, project rules and role, in this order. Agents get them as their system prompt, or before the task where a tool has none.</param>
/// <param name="Task">The task, with the outside text that belongs to it.</param>
public sealed record PromptPreview(string Rules, string Task);
