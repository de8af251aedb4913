namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.CreateIssue"/>.</summary>
internal sealed record CreateIssueData(IssuePayload IssueCreate);
