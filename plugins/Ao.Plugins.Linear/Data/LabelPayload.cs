namespace Ao.Plugins.Linear.Data;

/// <summary>What the making of a label came to.</summary>
internal sealed record LabelPayload(bool Success, LabelNode IssueLabel);
