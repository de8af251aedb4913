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
            Note(message.Text);
        }

        foreach (var unit in units)
        {
            foreach (var hash in unit.Unit.Changed.Hashes)
            {
                if (book.Find(hash) is { } word)
                {
                    _forms.TryAdd(UnitWords.StemOf(word), word);
                }
            }
        }
    }

    /// <summary>Gives the first words, without those of which another one holds the one or is held.</summary>
    public IReadOnlyList<string> Of(IEnumerable<string> stems, int count, IReadOnlyList<string> told)
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
                words.Add(Excerpts.Line(FormOf(stem), WordSplitter.Longest));
            }
        }

        return words;
    }

    private string FormOf(string stem)
    {
        var form = _forms.GetValueOrDefault(stem, stem);
        return form.All(static letter => char.IsLetter(letter) && char.IsUpper(letter)) && form.Length > 4 ? form.ToLowerInvariant() : form;
    }

    private void Note(string text) => WordSplitter.Words(text, word => _forms.TryAdd(UnitWords.StemOf(word), word.ToString()));
}
