namespace Ao.Plugins.Convergence;

/// <summary>The lists of words that a sketch has.</summary>
internal enum SketchKind
{
    Text,
    Added,
    Removed,
    Symbols,
    Places,
}
