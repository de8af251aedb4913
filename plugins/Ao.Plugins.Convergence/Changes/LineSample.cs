namespace Ao.Plugins.Convergence;

/// <summary>The added lines of a change: hashed to tell copies, and a few to show.</summary>
internal sealed class LineSample
{
    private const int MostHashes = 600;
    private const int MostShown = 10;
    private const int ShortestTelling = 10;
    private const int LongestShown = 110;

    private readonly SortedSet<uint> _hashes = [];
    private readonly List<string> _shown = [];

    public uint[] Hashes => [.. _hashes];

    public IReadOnlyList<string> Shown => _shown;

    public void Add(string line, PathKind kind)
    {
        var text = line.AsSpan().Trim();
        if (text.Length < ShortestTelling || text.IndexOfAnyInRange('A', 'z') < 0)
        {
            return;
        }

        // Of very many lines those with the smallest hashes stay: the same ones in every copy.
        _hashes.Add(WordHash.Of(WithoutSpaces(text)));
        if (_hashes.Count > MostHashes)
        {
            _hashes.Remove(_hashes.Max);
        }

        if (_shown.Count < MostShown && kind is PathKind.Source && !IsFrame(text))
        {
            _shown.Add(text[..Math.Min(text.Length, LongestShown)].ToString());
        }
    }

    private static string WithoutSpaces(ReadOnlySpan<char> text)
    {
        Span<char> kept = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
            {
                kept[length++] = character;
            }
        }

        return kept[..length].ToString();
    }

    /// <summary>Imports and comments show little of an answer.</summary>
    private static bool IsFrame(ReadOnlySpan<char> text) =>
        text.StartsWith("import ", StringComparison.Ordinal) || text.StartsWith("using ", StringComparison.Ordinal) || text.StartsWith("from ", StringComparison.Ordinal) || text.StartsWith("export *", StringComparison.Ordinal)
        || text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith("*", StringComparison.Ordinal) || text.StartsWith("/*", StringComparison.Ordinal) || text.StartsWith("#", StringComparison.Ordinal);
}
