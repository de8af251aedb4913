namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.Labels"/>.</summary>
internal sealed record LabelsData(Nodes<LabelNode> IssueLabels);
