namespace Ao.Plugins.Convergence;

/// <summary>Something that a change brings in.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it is called in the code; nothing where it has no name. Text from outside.</param>
internal readonly record struct AddedPart(PartKind Kind, string Name);
