namespace Ao.Plugins.Convergence;

/// <summary>The added lines of a change, hashed to tell copies.</summary>
internal sealed class LineSample
{
    private const int MostHashes = 600;
    private const int ShortestTelling = 10;

    private readonly SortedSet<uint> _hashes = [];

    public uint[] Hashes => [.. _hashes];

    public void Add(string line)
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
}
