namespace Ao.Plugins.Git.Forge;

/// <summary>What became of a file from one revision to another.</summary>
/// <param name="IsGone">Whether it is not there any more.</param>
/// <param name="Lines">The lines of the first revision that were changed or removed.</param>
internal sealed record FileChange(bool IsGone, IReadOnlyList<(int First, int Count)> Lines)
{
    public static FileChange None { get; } = new(false, []);

    /// <summary>Tells whether a line, or the file where none is named, is as it was, wherever it stands now.</summary>
    public bool Leaves(int? line) => !IsGone && (line is not { } number || !Lines.Any(range => number >= range.First && number < range.First + range.Count));
}
