using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ao.Scm;

namespace Ao.Reactions;

/// <summary>Names content by its hash, so that the same is known again after a restart.</summary>
internal static partial class ContentFingerprint
{
    private const int Length = 16;

    public static string Of(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            // Each with its length, so that no two lists of parts read alike.
            text.Append(part?.Length ?? -1).Append(':').Append(part);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Length];
    }

    /// <summary>Names a failure of a check: what it says counts, not when, where and with which numbers it says it.</summary>
    public static string Of(Check check, string revision) => Of(revision, check.Name, check.Step, Normalise(check.Excerpt));

    private static string Normalise(string excerpt) => Blank().Replace(Changing().Replace(excerpt, "#"), " ").Trim();

    [GeneratedRegex(@"[0-9a-fA-F]{8,}|\d+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Changing();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Blank();
}
