using Ao.Agents;

namespace Ao.Reviews;

/// <summary>A finding as a verdict was taken: with its fingerprint, and with what it means for the tier.</summary>
internal sealed record TakenFinding(string Fingerprint, FindingSeverity Severity, string? Category, string? Path, int? Line, string Text, bool Blocks);
