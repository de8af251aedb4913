using System.Text.RegularExpressions;

namespace Ao.Plugins.Convergence;

internal static class WordMatches
{
    /// <summary>Gives the words in lower case, without those that every subject may have.</summary>
    public static List<string> ToWords(this Regex.ValueMatchEnumerator matches, string text)
    {
        var words = new List<string>();
        foreach (var match in matches)
        {
            var word = text.Substring(match.Index, match.Length).ToLowerInvariant();
            if (word.Length > 1 && !CommonWords.IsText(word))
            {
                words.Add(word);
            }
        }

        return words;
    }
}
