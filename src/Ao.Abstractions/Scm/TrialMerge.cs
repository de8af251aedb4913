namespace Ao.Scm;

/// <summary>What came of a merge on trial.</summary>
/// <param name="Revision">The merged revision, which can be checked out; <see langword="null"/> where there are conflicts.</param>
/// <param name="Conflicts">The paths in conflict. Text from outside.</param>
public sealed record TrialMerge(string? Revision, IReadOnlyList<string> Conflicts);
