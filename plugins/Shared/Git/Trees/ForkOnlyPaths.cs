using System.IO.Enumeration;

namespace Ao.Git.Trees;

/// <summary>The paths that a fork keeps for itself.</summary>
internal sealed class ForkOnlyPaths(IReadOnlyList<string> patterns)
{
    /// <summary>Gives the first of some paths that the fork keeps for itself, or <see langword="null"/> where there is none.</summary>
    public string? FindIn(IEnumerable<string> paths) => paths.FirstOrDefault(path => patterns.Any(pattern => Covers(pattern, path)));

    private static bool Covers(string pattern, string path)
    {
        if (pattern.Contains('*', StringComparison.Ordinal))
        {
            // A question mark and a backslash are what they are.
            return FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal), path, ignoreCase: false);
        }

        var folder = pattern.TrimEnd('/');
        return folder.Length > 0 && path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');
    }
}
