namespace Ao.Git;

/// <summary>The repository that a project's work comes from and returns to.</summary>
/// <param name="Location">Its folder.</param>
/// <param name="GitDir">Where git keeps it.</param>
/// <param name="IsBare">Whether it has no working tree.</param>
/// <param name="Name">What a person calls it.</param>
internal sealed record SourceRepository(string Location, string GitDir, bool IsBare, string Name);
