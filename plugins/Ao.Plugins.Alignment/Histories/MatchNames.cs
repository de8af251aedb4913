using System.Text.RegularExpressions;

namespace Ao.Plugins.Alignment.Histories;

/// <summary>Reads matches.</summary>
internal static class MatchNames
{
    public static IReadOnlyList<string> ToNames(this Regex.ValueMatchEnumerator matches, string text)
    {
        List<string> names = [];
        foreach (var match in matches)
        {
            names.Add(text.Substring(match.Index, match.Length));
        }

        return names;
    }
}
