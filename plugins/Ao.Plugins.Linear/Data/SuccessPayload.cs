namespace Ao.Plugins.Linear.Data;

/// <summary>Whether a change was made.</summary>
internal sealed record SuccessPayload(bool Success);
