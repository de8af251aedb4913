namespace Ao.Scm;

/// <summary>A file that differs between two revisions.</summary>
/// <param name="Path">The path; where the file is only in the older revision, its path there.</param>
/// <param name="OldPath">The path in the older revision; <see langword="null"/> where the file is new.</param>
/// <param name="IsRemoved">Whether the file is only in the older revision.</param>
public sealed record TreeChange(string Path, string? OldPath, bool IsRemoved = false);
