namespace Ao.Plugins.Convergence;

/// <summary>Why two units are copies of each other.</summary>
internal enum CopyKind
{
    None,
    SamePatch,
    SaysSo,
    SameLines,
    SameMessage,
    SameAuthor,
}
