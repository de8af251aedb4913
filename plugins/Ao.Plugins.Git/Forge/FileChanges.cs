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
            else if (ranges is not null && HunkHeader.TryRead(line, out var place))
            {
                index += place.Before.Count + place.After.Count;
                if (place.Before.Count > 0 && before is not null && changes.TryGetValue(before, out var change))
                {
                    ranges.Add((place.Before.First, place.Before.Count));
                    changes[before] = change with { Lines = ranges };
                }
            }
        }

        return changes;
    }

    /// <summary>Gives the name behind the mark of the side. Behind a name with spaces git puts a tab.</summary>
    private static string? NameOf(string text) => QuotedPath.Decode(text.TrimEnd('\t')) is ['a', '/', .. var name] ? name : null;
}
