using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <summary>Reads what <c>git diff-tree --raw --patch --unified=0</c> writes: first a line for each file, then the places. What stands in files cannot pass for anything else, because the lines of a place are counted.</summary>
internal static class ChangedLinesText
{
    public static IReadOnlyList<ChangedFile> Parse(string output, bool isWhole)
    {
        var places = new Dictionary<string, List<ChangedLines>?>(StringComparer.Ordinal);
        var paths = new List<string>();
        List<ChangedLines>? current = null;
        string? before = null;
        var counted = 0L;
        foreach (var range in output.AsSpan().Split('\n'))
        {
            var line = output.AsSpan(range);
            if (counted > 0)
            {
                // Git's remark that a file ends without a newline is no line of it.
                counted -= line.StartsWith("\\") ? 0 : 1;
            }
            else if (line.StartsWith(":"))
            {
                AddFile(line.ToString(), paths, places);
            }
            else if (line.StartsWith("diff --git "))
            {
                (current, before) = (null, null);
            }
            else if (line.StartsWith("--- "))
            {
                before = PathOf(line[4..].ToString());
            }
            else if (line.StartsWith("+++ "))
            {
                current = places.GetValueOrDefault(PathOf(line[4..].ToString()) ?? before ?? "");
            }
            else if (HunkHeader.TryRead(line, out var place))
            {
                counted = (long)place.Before.Count + place.After.Count;
                if (current?.Count <= ChangedFile.MaxPlaces)
                {
                    current.Add(place);
                }
            }
        }

        return [.. paths.Select(path => places[path] is { Count: > 0 and <= ChangedFile.MaxPlaces } found && !isWhole ? new ChangedFile(path) { Lines = found } : new ChangedFile(path) { IsWhole = true })];
    }

    /// <summary>Takes a file in. Only one that was there before and still is has places.</summary>
    private static void AddFile(string line, List<string> paths, Dictionary<string, List<ChangedLines>?> places)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        if (tab < 1)
        {
            return;
        }

        var path = QuotedPath.Decode(line[(tab + 1)..]);
        if (places.TryAdd(path, line[tab - 1] == 'M' ? [] : null))
        {
            paths.Add(path);
        }
    }

    /// <summary>Reads the path behind <c>---</c> or <c>+++</c>, behind which git puts a tab where it holds a blank.</summary>
    private static string? PathOf(string text)
    {
        var path = QuotedPath.Decode(text.EndsWith('\t') ? text[..^1] : text);
        return path == "/dev/null" || path.Length < 2 ? null : path[2..];
    }
}
