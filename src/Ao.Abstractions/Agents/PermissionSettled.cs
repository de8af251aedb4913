namespace Ao.Agents;

/// <summary>A question for permission is open no more: it was answered, at the tool's own screen too, or the agent does not ask any more.</summary>
public sealed record PermissionSettled : AgentSignal
{
    /// <summary>Gets the <see cref="PermissionAsked.QuestionId"/>.</summary>
    public required string QuestionId { get; init; }
}
