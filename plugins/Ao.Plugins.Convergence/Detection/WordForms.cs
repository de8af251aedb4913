namespace Ao.Plugins.Convergence;

/// <summary>Gives words in the form in which people wrote them.</summary>
internal sealed class WordForms
{
    private readonly Dictionary<string, string> _forms = new(StringComparer.Ordinal);

    public WordForms(IReadOnlyList<WeightedUnit> units, WordBook book)
    {
        foreach (var message in units.SelectMany(static unit => unit.Unit.Members).Select(static member => member.Message))
        {
            Note(message.Topic);
        }

        foreach (var unit in units)
        {
            foreach (var hash in unit.Unit.Changed.Hashes)
            {
                if (book.Find(hash) is { } word)
                {
                    _forms.TryAdd(UnitWords.StemOf(word), Plain(word));
                }
            }
        }
    }

    /// <summary>Gives the first words, without those that are told already, or of which another one holds the one or is held.</summary>
    public IReadOnlyList<string> Of(IEnumerable<string> stems, int count, params IReadOnlyList<string> told)
    {
        var words = new List<string>();
        foreach (var stem in stems)
        {
            if (words.Count >= count)
            {
                break;
            }

            if (!words.Concat(told).Any(other => other.Contains(stem, StringComparison.OrdinalIgnoreCase) || stem.Contains(UnitWords.StemOf(other), StringComparison.Ordinal)))
            {
                words.Add(Excerpts.Line(_forms.GetValueOrDefault(stem, stem), WordSplitter.Longest));
            }
        }

        return words;
    }

    /// <summary>A capital at the beginning of a text, or of a part of a name, is no part of the word.</summary>
    private static string Plain(string word) => word.AsSpan(1).ContainsAnyInRange('a', 'z') && !word.AsSpan(1).ContainsAnyInRange('A', 'Z') || (word.Length > 4 && word.All(char.IsAsciiLetterUpper))
        ? word.ToLowerInvariant()
        : word;

    private void Note(string text)
    {
        var isFirst = true;
        WordSplitter.Words(text, word =>
        {
            _forms.TryAdd(UnitWords.StemOf(word), isFirst ? Plain(word.ToString()) : word.ToString());
            isFirst = false;
        });
    }
}
