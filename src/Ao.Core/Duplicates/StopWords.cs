using System.Collections.Frozen;

namespace Ao.Duplicates;

/// <summary>English words that say nothing about a problem.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_words = """
        a about after all also am an and any are as at be because been before being but by can could did do does doing for from get got had has have having he her here him his how i if in
        into is it its just like may me might more most my no nor of off on once one only or other our out over own per please same she should so some such than that the their them then there these
        they this those through thus to too up upon us very was we were what when where which while who whom why will with would you your
        """
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Says whether a lower-case word is one of them.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => s_words.Contains(word);
}
