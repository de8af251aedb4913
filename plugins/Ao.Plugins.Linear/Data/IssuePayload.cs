namespace Ao.Plugins.Linear.Data;

/// <summary>What a change of an issue came to.</summary>
internal sealed record IssuePayload(bool Success, IssueNode? Issue);
