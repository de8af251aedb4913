namespace Ao.Git.Trees;

/// <summary>What came of putting a change onto other files.</summary>
/// <param name="Tree">The files with the change; <see langword="null"/> where there are conflicts, or it could not be tried.</param>
/// <param name="Conflicts">The paths in conflict.</param>
/// <param name="IsUnknown">Whether it could not be tried: contents are missing.</param>
internal sealed record PickResult(string? Tree, IReadOnlyList<string> Conflicts, bool IsUnknown = false);
