namespace Ao.Plugins.Convergence;

/// <summary>What of a changed file is shown to people. All of it is text from outside.</summary>
/// <param name="Path">The file.</param>
/// <param name="Added">Some of the lines that are added.</param>
/// <param name="Removed">Some of the lines that are taken away or rewritten.</param>
/// <param name="Definitions">The definitions that the changes lie in, as the diff says.</param>
/// <param name="Parts">What the added lines bring in.</param>
internal sealed record FileTelling(string Path, IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Definitions, IReadOnlyList<AddedPart> Parts);
