using System.Globalization;
using System.Text;
using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Reads unified diffs. What it cannot read it passes over.</summary>
internal static class UnifiedDiff
{
    private const int MostFiles = 2_000;
    private const int MostLines = 40_000;
    private const int LongestLine = 2_000;

    public static IReadOnlyList<DiffFile> Read(ReadOnlySpan<char> patch)
    {
        var files = new List<DiffFile>();
        var (before, after, lines) = (0, 0, 0);
        foreach (var line in patch.EnumerateLinesOfDiff())
        {
            if (before > 0 || after > 0)
            {
                var mark = line.IsEmpty ? ' ' : line[0];
                before -= mark is '-' or ' ' ? 1 : 0;
                after -= mark is '+' or ' ' ? 1 : 0;
                ReadLine(mark, line, files[^1]);
                if (before <= 0 && after <= 0)
                {
                    files[^1].EndRun();
                }

                if (++lines >= MostLines)
                {
                    break;
                }
            }
            else if (line.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                if (files.Count >= MostFiles)
                {
                    break;
                }

                files.Add(new DiffFile(PathOfHeader(line["diff --git ".Length..])));
            }
            else if (files.Count > 0)
            {
                (before, after) = ReadHeader(line, files[^1]);
            }
        }

        foreach (var file in files)
        {
            file.EndRun();
        }

        return files;
    }

    private static void ReadLine(char mark, ReadOnlySpan<char> line, DiffFile file)
    {
        switch (mark)
        {
            case '+':
                file.Add(Bounded(line[1..]));
                break;
            case '-':
                file.Remove(Bounded(line[1..]));
                break;
            case ' ':
                file.Pass();
                break;
        }
    }

    private static (int Before, int After) ReadHeader(ReadOnlySpan<char> line, DiffFile file)
    {
        if (line.StartsWith("+++ ", StringComparison.Ordinal) && !line[4..].StartsWith("/dev/null", StringComparison.Ordinal))
        {
            file.Path = WithoutPrefix(Unquote(line[4..]));
        }
        else if (line.StartsWith("rename to ", StringComparison.Ordinal))
        {
            file.Path = Unquote(line["rename to ".Length..]);
        }
        else if (line.StartsWith("@@ -", StringComparison.Ordinal) && line[4..].IndexOf(" @@", StringComparison.Ordinal) is >= 0 and var end)
        {
            var ranges = line.Slice(4, end);
            var space = ranges.IndexOf(' ');
            if (space > 0 && space + 1 < ranges.Length && Range(ranges[..space]) is { } old && Range(ranges[(space + 2)..]) is { } now)
            {
                file.Begin(old.Count == 0 ? old.First + 1 : old.First);
                var heading = line[(4 + end + 3)..].Trim();
                if (!heading.IsEmpty)
                {
                    file.Headings.Add(Bounded(heading));
                }

                return (old.Count, now.Count);
            }
        }

        return (0, 0);
    }

    private static LineRange? Range(ReadOnlySpan<char> text)
    {
        var comma = text.IndexOf(',');
        return int.TryParse(comma < 0 ? text : text[..comma], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(comma < 0 ? "1" : text[(comma + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new LineRange(first, count) : null;
    }

    /// <summary>Of <c>a/x b/x</c> gives x: both halves are equal unless the file is renamed, and then another line names it.</summary>
    private static string PathOfHeader(ReadOnlySpan<char> names)
    {
        if (names.StartsWith("\"", StringComparison.Ordinal))
        {
            var close = names[1..].IndexOf('"');
            return WithoutPrefix(Unquote(close < 0 ? names : names[..(close + 2)]));
        }

        return WithoutPrefix(names[..(names.Length / 2)].ToString());
    }

    private static string WithoutPrefix(string path) => path.Length > 2 && path[1] == '/' ? path[2..] : path;

    private static string Bounded(ReadOnlySpan<char> line) => line[..Math.Min(line.Length, LongestLine)].ToString();

    /// <summary>Git writes unusual names in quotes, with octal escapes for bytes.</summary>
    private static string Unquote(ReadOnlySpan<char> name)
    {
        name = name.TrimEnd("\t\r");
        if (name.Length < 2 || name[0] != '"' || name[^1] != '"')
        {
            return name.ToString();
        }

        name = name[1..^1];
        var bytes = new List<byte>(name.Length);
        for (var at = 0; at < name.Length; at++)
        {
            if (name[at] != '\\' || at + 1 == name.Length)
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(name[at].ToString()));
            }
            else if (at + 3 < name.Length && char.IsBetween(name[at + 1], '0', '3'))
            {
                bytes.Add((byte)(((name[at + 1] - '0') << 6) | (((name[at + 2] - '0') & 7) << 3) | ((name[at + 3] - '0') & 7)));
                at += 3;
            }
            else
            {
                at++;
                bytes.Add(name[at] switch { 't' => (byte)'\t', 'n' => (byte)'\n', var other => (byte)other });
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
