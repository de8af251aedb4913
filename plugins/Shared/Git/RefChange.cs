namespace Ao.Git;

/// <summary>A change of a reference.</summary>
/// <param name="Name">The reference.</param>
/// <param name="To">What it shall point to.</param>
/// <param name="From">What it points to now, or <see langword="null"/> where it must not be there yet.</param>
internal sealed record RefChange(string Name, string To, string? From = null);
