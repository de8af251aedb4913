using System.Globalization;
using Ao.Convergence;
using Ao.Scm;

namespace Ao.Git;

/// <summary>Reads the heading of a changed place in a diff: <c>@@ -first,count +first,count @@</c>, in which a count of 1 is left out.</summary>
internal static class HunkHeader
{
    public static bool TryRead(ReadOnlySpan<char> line, out ChangedLines place)
    {
        place = default;
        var end = line.StartsWith("@@ -") ? line[3..].IndexOf(" @@") : -1;
        var parts = end < 0 ? [] : line.Slice(3, end).ToString().Split(' ');
        if (parts is [['-', .. var before], ['+', .. var after]] && TryReadRange(before, out var old) && TryReadRange(after, out var fresh))
        {
            place = new ChangedLines(old, fresh);
            return true;
        }

        return false;
    }

    private static bool TryReadRange(string text, out LineRange range)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var count = 1;
        var isRead = int.TryParse(comma < 0 ? text : text[..comma], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            & (comma < 0 || int.TryParse(text[(comma + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out count));
        range = new LineRange(first, count);
        return isRead;
    }
}
