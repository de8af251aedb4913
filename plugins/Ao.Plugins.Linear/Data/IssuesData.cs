namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.Issues"/>.</summary>
internal sealed record IssuesData(Nodes<IssueNode> Issues);
