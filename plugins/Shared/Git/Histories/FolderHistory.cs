namespace Ao.Git.Histories;

/// <summary>What is read of a fork that lies in a folder.</summary>
/// <param name="Changes">The commits that are its own changes, the oldest first.</param>
/// <param name="ForkPoints">The commits at which it left the base.</param>
/// <param name="Note">What is to be known of it; <see langword="null"/> where nothing is.</param>
internal sealed record FolderHistory(IReadOnlyList<string> Changes, IReadOnlyCollection<string> ForkPoints, string? Note)
{
    /// <summary>Gets whether it is compared: not where nothing shows that it is a fork of the base.</summary>
    public bool IsCompared { get; private init; } = true;

    /// <summary>Makes that of a fork that is left out.</summary>
    public static FolderHistory LeftOut(string note) => new([], [], note) { IsCompared = false };
}
