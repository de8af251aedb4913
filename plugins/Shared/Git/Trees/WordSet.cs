namespace Ao.Git.Trees;

/// <summary>Words that are looked for, as git takes a word: letters, digits and underscores of ASCII, with none of them before and after it.</summary>
internal sealed class WordSet
{
    private readonly HashSet<string> _plain = new(StringComparer.Ordinal);
    private readonly List<string> _others = [];

    /// <summary>Takes the words; those that no line can hold are left out.</summary>
    public WordSet(IEnumerable<string> words)
    {
        foreach (var word in words.Where(static word => !string.IsNullOrEmpty(word) && word.AsSpan().IndexOfAny('\0', '\n') < 0).Distinct(StringComparer.Ordinal))
        {
            if (word.All(IsOfWord))
            {
                _plain.Add(word);
            }
            else
            {
                _others.Add(word);
            }
        }
    }

    public int Count => _plain.Count + _others.Count;

    public IEnumerable<string> Words => _plain.Concat(_others);

    /// <summary>Gives the words that a line holds, each once.</summary>
    public IEnumerable<string> FindIn(string line)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var start = 0; start < line.Length;)
        {
            if (!IsOfWord(line[start]))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < line.Length && IsOfWord(line[end]))
            {
                end++;
            }

            if (_plain.TryGetValue(line[start..end], out var word))
            {
                found.Add(word);
            }

            start = end;
        }

        found.UnionWith(_others.Where(word => Holds(line, word)));
        return found;
    }

    private static bool Holds(string line, string word)
    {
        for (var at = line.IndexOf(word, StringComparison.Ordinal); at >= 0; at = line.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var end = at + word.Length;
            if (!(at > 0 && IsOfWord(word[0]) && IsOfWord(line[at - 1])) && !(end < line.Length && IsOfWord(word[^1]) && IsOfWord(line[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfWord(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';
}
