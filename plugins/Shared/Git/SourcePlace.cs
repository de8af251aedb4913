namespace Ao.Git;

/// <summary>Where git reads a source.</summary>
/// <param name="Folder">The folder, by its full path.</param>
/// <param name="Name">What a person calls it.</param>
internal sealed record SourcePlace(string Folder, string Name);
