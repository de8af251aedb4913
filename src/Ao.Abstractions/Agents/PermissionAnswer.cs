namespace Ao.Agents;

/// <summary>A person's answer to an agent that asked for permission.</summary>
/// <param name="QuestionId">The <see cref="PermissionAsked.QuestionId"/>.</param>
/// <param name="IsAllowed">Whether the tool may be used, this once.</param>
/// <param name="Reason">Why not, for the agent to read.</param>
public sealed record PermissionAnswer(string QuestionId, bool IsAllowed, string? Reason = null);
