namespace Ao.Plugins.Alignment;

/// <summary>A name that is used in code, outside of comments and texts.</summary>
/// <param name="Name">The name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Qualifier">What stands before it: <see langword="null"/> where it stands alone, empty where that is no plain name.</param>
/// <param name="Within">The types that it stands in, the outermost first.</param>
/// <param name="IsShadowed">Whether a local of the same name is meant.</param>
internal sealed record Use(string Name, int Line, string? Qualifier, string Within, bool IsShadowed);
