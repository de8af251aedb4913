namespace Ao.Plugins.Git.Forge;

/// <summary>What merging a pull request would give.</summary>
/// <param name="Base">The newest commit of the base branch.</param>
/// <param name="Tree">The merged tree, or <see langword="null"/> where it conflicts.</param>
/// <param name="Conflicts">The paths that conflict.</param>
internal sealed record MergedTree(string Base, string? Tree, IReadOnlyList<string> Conflicts);
