namespace Ao.Plugins.Convergence;

/// <summary>What answers have in common.</summary>
/// <param name="Text">All of it in a few words.</param>
/// <param name="Words">The telling words.</param>
/// <param name="Paths">The files.</param>
/// <param name="Definitions">The definitions in them.</param>
internal sealed record SharedPattern(string Text, IReadOnlyList<string> Words, IReadOnlyList<string> Paths, IReadOnlyList<string> Definitions);
