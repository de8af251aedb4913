namespace Ao.Plugins.Linear.Data;

/// <summary>The answer to <see cref="Documents.CreateLabel"/>.</summary>
internal sealed record CreateLabelData(LabelPayload IssueLabelCreate);
