namespace Ao.Git.Histories;

/// <summary>What a patch adds and removes, by file, without what stands around it: a change keeps it when it is made in another place of the history.</summary>
internal sealed class ChangedLineSet
{
    private readonly HashSet<int> _lines = [];

    private ChangedLineSet()
    {
    }

    public bool IsEmpty => _lines.Count == 0;

    public static ChangedLineSet Of(string? patch)
    {
        var set = new ChangedLineSet();
        var file = 0;
        var inHunk = false;
        foreach (var line in patch.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("diff --git ", StringComparison.Ordinal))
            {
                file = string.GetHashCode(line, StringComparison.Ordinal);
                inHunk = false;
            }
            else if (line.StartsWith("@@ ", StringComparison.Ordinal))
            {
                inHunk = true;
            }
            else if (inHunk && line is ['+' or '-', ..] && line[1..].Trim() is { Length: > 0 } text)
            {
                set._lines.Add(HashCode.Combine(file, line[0], string.GetHashCode(text, StringComparison.Ordinal)));
            }
        }

        return set;
    }

    /// <summary>Gives how much of this another holds, from 0 to 1.</summary>
    public double ShareIn(ChangedLineSet other) => IsEmpty ? 0 : (double)_lines.Count(other._lines.Contains) / _lines.Count;
}
