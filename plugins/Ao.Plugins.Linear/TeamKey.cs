using System.Text.RegularExpressions;

namespace Ao.Plugins.Linear;

/// <summary>The grammar of a team's key and of what is named after it.</summary>
internal static partial class TeamKey
{
    public const string Pattern = "^[A-Za-z][A-Za-z0-9_]{0,15}$";

    public static bool IsValid(string? key) => key is not null && Key().IsMatch(key);

    /// <summary>Tells whether a text can be the id of an issue, such as <c>ENG-12</c>.</summary>
    public static bool IsIssue(string? id) => id is not null && Issue().IsMatch(id);

    [GeneratedRegex(Pattern, RegexOptions.CultureInvariant)]
    private static partial Regex Key();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,15}-[1-9][0-9]{0,8}$", RegexOptions.CultureInvariant)]
    private static partial Regex Issue();
}
