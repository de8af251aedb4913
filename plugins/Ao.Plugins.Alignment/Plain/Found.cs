namespace Ao.Plugins.Alignment.Plain;

/// <summary>A definition as it stands among the pieces of a file.</summary>
/// <param name="NameAt">Where its name is.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Container">The types that it is in.</param>
/// <param name="Shape">How it is used.</param>
/// <param name="From">Where what it does begins.</param>
/// <param name="To">Where that ends; the last piece is not a part of it.</param>
internal sealed record Found(int NameAt, DefinitionKind Kind, string Container, Shape Shape, int From, int To);
