using System.Text;
using Ao.Agents;
using Ao.AgentTools;

namespace Ao.Reviews;

/// <summary>Makes the name by which a finding is known again in a later round.</summary>
/// <remarks>It is the start of a SHA-256 over path, category, severity and the text in lower case, in which each run of digits is one mark and each run of white space one space. The line is no part of it: lines move with every change above them.</remarks>
internal static class FindingFingerprint
{
    public static string Of(string? path, string? category, FindingSeverity severity, string text) => ContentHash.Of(path, category, severity.ToString(), Normalise(text));

    private static string Normalise(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var character in text.Trim().ToLowerInvariant())
        {
            var mark = char.IsDigit(character) ? '#' : char.IsWhiteSpace(character) ? ' ' : character;
            if (mark is not ('#' or ' ') || normal.Length == 0 || normal[^1] != mark)
            {
                normal.Append(mark);
            }
        }

        return normal.ToString();
    }
}
