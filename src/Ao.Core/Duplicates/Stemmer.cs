using System.Buffers;

namespace Ao.Duplicates;

/// <summary>Takes English endings off, so that "crashes", "crashed" and "crashing" are one term.</summary>
/// <remarks>It errs on the side of leaving a word alone; what it makes need not be a word.</remarks>
internal static class Stemmer
{
    private const int Shortest = 3;
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouy");

    /// <summary>Gives how many of a lower-case word's characters to keep, and changes its last one where that is needed.</summary>
    public static int Stem(Span<char> word)
    {
        var length = word.Length;
        if (length <= Shortest)
        {
            return length;
        }

        length = Plural(word, length);
        length = Verb(word[..length]);
        return length > Shortest + 1 && word[length - 1] == 'e' ? length - 1 : length;
    }

    private static int Plural(Span<char> word, int length)
    {
        if (word.EndsWith("ies") && length > Shortest + 1)
        {
            word[length - 3] = 'y';
            return length - 2;
        }

        if (word.EndsWith("sses") || word.EndsWith("shes") || word.EndsWith("ches") || word.EndsWith("xes"))
        {
            return length - 2;
        }

        return word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? length - 1 : length;
    }

    private static int Verb(Span<char> word)
    {
        var ending = word.EndsWith("ing") ? 3 : word.EndsWith("ed") ? 2 : 0;
        var length = word.Length - ending;
        if (ending == 0 || length < Shortest || !word[..length].ContainsAny(s_vowels))
        {
            return word.Length;
        }

        var doubled = word[length - 1] == word[length - 2] && word[length - 1] is not ('l' or 's' or 'z' or 'e' or 'o');
        return doubled ? length - 1 : length;
    }
}
