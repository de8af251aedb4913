namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.Issue"/>.</summary>
internal sealed record IssueData(IssueNode? Issue);
