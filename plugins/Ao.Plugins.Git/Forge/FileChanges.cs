using System.Globalization;

namespace Ao.Plugins.Git.Forge;

/// <summary>Reads the output of <c>git diff-tree --raw -p -U0</c>: which files are gone and which lines were changed. The lines themselves are text from outside and are passed over by their number, so that none is taken for a heading.</summary>
internal static class FileChanges
{
    public static Dictionary<string, FileChange> Parse(string output)
    {
        var changes = new Dictionary<string, FileChange>(StringComparer.Ordinal);
        var lines = output.Split('\n');
        List<(int First, int Count)>? ranges = null;
        string? before = null;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            if (line.StartsWith(':') && line.Split('\t', 2) is [var head, var path])
            {
                changes[QuotedPath.Decode(path)] = new FileChange(head.EndsWith(" D", StringComparison.Ordinal), []);
            }
            else if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                before = NameOf(line[4..]);
                ranges = [];
            }
            else if (line.StartsWith("@@ -", StringComparison.Ordinal) && ranges is not null && Ranges(line) is { } hunk)
            {
                index += hunk.Removed + hunk.Added;
                if (hunk.Removed > 0 && before is not null && changes.TryGetValue(before, out var change))
                {
                    ranges.Add((hunk.First, hunk.Removed));
                    changes[before] = change with { Lines = ranges };
                }
            }
        }

        return changes;
    }

    private static (int First, int Removed, int Added)? Ranges(string line) =>
        line.Split(' ', 4) is ["@@", ['-', .. var removed], ['+', .. var added], ..] ? (Number(removed, 0, 0), Number(removed, 1, 1), Number(added, 1, 1)) : null;

    private static int Number(string range, int part, int otherwise) =>
        range.Split(',') is var parts && parts.Length > part && int.TryParse(parts[part], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>Gives the name behind the mark of the side. Behind a name with spaces git puts a tab.</summary>
    private static string? NameOf(string text) => QuotedPath.Decode(text.TrimEnd('\t')) is ['a', '/', .. var name] ? name : null;
}
