using System.Text.RegularExpressions;

namespace Ao.Git.Histories;

/// <summary>Reads from a message which revision a change says it was copied from, or takes back.</summary>
internal static partial class ChangeOrigin
{
    /// <summary>Gives the revision as it is named there, or <see langword="null"/> where none is. Where a change was copied more than once, the last copy's is given.</summary>
    public static string? Of(string message) =>
        Copied().Matches(message) is { Count: > 0 } copies ? copies[^1].Groups[1].Value
        : Reverted().Match(message) is { Success: true } reverted ? reverted.Groups[1].Value
        : null;

    /// <summary>Gives the revision that a change takes back, or <see langword="null"/> where it says of none.</summary>
    public static string? RevertedBy(string message) => Reverted().Match(message) is { Success: true } reverted ? reverted.Groups[1].Value : null;

    [GeneratedRegex(@"\(cherry picked from commit ([0-9a-f]{7,64})\)", RegexOptions.CultureInvariant)]
    private static partial Regex Copied();

    [GeneratedRegex(@"\bThis reverts commit ([0-9a-f]{7,64})\b", RegexOptions.CultureInvariant)]
    private static partial Regex Reverted();
}
