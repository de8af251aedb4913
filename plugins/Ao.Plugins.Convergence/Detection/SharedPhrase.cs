using System.Collections.Frozen;

namespace Ao.Plugins.Convergence;

/// <summary>Finds the words next to each other in the subjects of changes that the other changes know too.</summary>
internal static class SharedPhrase
{
    private const int MostJoiners = 2;

    /// <summary>What may stand between two words of a phrase.</summary>
    private static readonly FrozenSet<string> s_joiners = FrozenSet.ToFrozenSet(["and", "of", "in", "on", "for", "to", "at", "from", "with"], StringComparer.OrdinalIgnoreCase);

    /// <summary>What may follow one of them: two words with an article between them belong to two phrases.</summary>
    private static readonly FrozenSet<string> s_articles = FrozenSet.ToFrozenSet(["a", "an", "the"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the phrase that weighs most; <see langword="null"/> where no two words stand together.</summary>
    /// <param name="units">The units whose subjects are read.</param>
    /// <param name="shared">The words, by their stems, that more than one unit has, with their weights.</param>
    public static string? Find(IReadOnlyList<WeightedUnit> units, IReadOnlyDictionary<string, double> shared)
    {
        var (best, weight) = ((string?)null, 0.0);
        foreach (var text in units.SelectMany(static unit => unit.Unit.Members).Select(static member => member.Message.Topic))
        {
            var (phrase, sum) = Best(text, shared);
            if (phrase is not null && Math.Round(sum, 9) > Math.Round(weight, 9))
            {
                (best, weight) = (phrase, sum);
            }
        }

        return best;
    }

    private static (string? Phrase, double Weight) Best(string text, IReadOnlyDictionary<string, double> shared)
    {
        var (best, most) = ((string?)null, 0.0);
        var (start, end, joiners, sum) = (-1, -1, 0, 0.0);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, length) in Tokens(text))
        {
            var word = text.AsSpan(at, length);
            var stem = UnitWords.StemOf(word);
            if (end >= 0 && !IsGap(text.AsSpan(end, at - end), joiners > 0))
            {
                Close();
            }

            if (shared.TryGetValue(stem, out var weight))
            {
                start = start < 0 ? at : start;
                end = at + length;
                joiners = 0;
                sum += seen.Add(stem) ? weight : 0;
            }
            else if (start >= 0 && (!(joiners > 0 ? s_articles : s_joiners).Contains(word.ToString()) || ++joiners > MostJoiners))
            {
                Close();
            }
        }

        Close();
        return (best, most);

        void Close()
        {
            if (seen.Count > 1 && sum > most)
            {
                (best, most) = (text[start..end], sum);
            }

            (start, end, joiners, sum) = (-1, -1, 0, 0);
            seen.Clear();
        }
    }

    /// <summary>Between two words of a phrase stand spaces or hyphens, and where joiners were passed over, those.</summary>
    private static bool IsGap(ReadOnlySpan<char> between, bool withWords)
    {
        foreach (var character in between)
        {
            if (!(character is ' ' or '-' or '/' or '`' || (withWords && char.IsLetter(character))))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<(int At, int Length)> Tokens(string text)
    {
        var start = 0;
        for (var end = 0; end <= text.Length; end++)
        {
            if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            {
                continue;
            }

            if (end > start)
            {
                yield return (start, end - start);
            }

            start = end + 1;
        }
    }
}
