namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.UpdateIssue"/>.</summary>
internal sealed record UpdateIssueData(IssuePayload IssueUpdate);
