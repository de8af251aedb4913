using System.Text.RegularExpressions;
using Ao.Convergence;

namespace Ao.Plugins.Alignment.Histories;

/// <summary>The names in a patch: those whose definitions it takes away, and those that its added lines use.</summary>
internal sealed partial class PatchNames
{
    private const int MostLines = 20_000;
    private const int LongestLine = 500;
    private const int ShortestName = 6;

    private PatchNames(string fork, ForkChange change) => (Fork, Change) = (fork, change);

    public string Fork { get; }

    public ForkChange Change { get; }

    /// <summary>Gets the names that are defined on removed lines and stand on no added one.</summary>
    public HashSet<string> Removed { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the names on added lines that it does not define itself.</summary>
    public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

    public static PatchNames Read(string fork, ForkChange change)
    {
        var names = new PatchNames(fork, change);
        var added = new HashSet<string>(StringComparer.Ordinal);
        var defined = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in (change.Patch ?? "").Split('\n').Take(MostLines).Where(static line => line.Length <= LongestLine))
        {
            if (line.StartsWith('-') && !line.StartsWith("---", StringComparison.Ordinal) && DefinedOn(line) is { } gone)
            {
                names.Removed.Add(gone);
            }
            else if (line.StartsWith('+') && !line.StartsWith("+++", StringComparison.Ordinal) && !IsRemark(line))
            {
                if (DefinedOn(line) is { } made)
                {
                    defined.Add(made);
                }

                added.UnionWith(Word().EnumerateMatches(line).ToNames(line));
            }
        }

        names.Removed.RemoveWhere(name => name.Length < ShortestName || added.Contains(name));
        names.Used.UnionWith(added.Where(name => name.Length >= ShortestName && !defined.Contains(name)));
        return names;
    }

    private static string? DefinedOn(string line)
    {
        var match = Definition().Match(line, 1);
        return match.Success ? match.Groups[1].Value : null;
    }

    private static bool IsRemark(string line) => line.AsSpan(1).TrimStart() is var text && (text.StartsWith("//") || text.StartsWith('#') || text.StartsWith('*') || text.StartsWith("/*"));

    [GeneratedRegex(@"\b(?:class|interface|enum|struct|record|trait|type|function|def|fn|func|fun|const|delegate)\s+(\w+)", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Definition();

    [GeneratedRegex(@"[\p{L}_]\w+", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Word();
}
