using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ao.Claims;

/// <summary>The names of what can be claimed.</summary>
internal static class ClaimResource
{
    private const string IssuePrefix = "issue/";
    private const string PullRequestPrefix = "pull-request/";
    private const int MaxLength = 120;
    private const int MaxPart = 64;
    private const int HashLength = 12;

    public static string OfPullRequest(int number) => string.Create(CultureInfo.InvariantCulture, $"{PullRequestPrefix}{number}");

    /// <summary>Names an issue. What a tracker's id holds beyond lower-case letters and digits is replaced, and a hash keeps ids apart that would look alike then.</summary>
    public static string OfIssue(string id) => IssuePrefix + SafePart(id);

    /// <summary>Makes one part of a name of any text.</summary>
    public static string SafePart(string text)
    {
        if (text.Length is > 0 and <= MaxPart && text.All(IsPlain) && char.IsAsciiLetterOrDigit(text[0]) && !text.Contains("..", StringComparison.Ordinal))
        {
            return text;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];
        var readable = new string([.. text.Take(MaxPart - HashLength - 1).Select(static character => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-')]).Trim('-');
        return readable.Length == 0 ? hash : $"{readable}-{hash}";
    }

    /// <summary>Gives the number, where a pull request is meant.</summary>
    public static int? PullRequestOf(string resource) =>
        resource.StartsWith(PullRequestPrefix, StringComparison.Ordinal) && int.TryParse(resource.AsSpan(PullRequestPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>Gives the id that a tracker knows an issue by, where the name tells it: a hash at its end may stand for what was replaced.</summary>
    public static string? IssueIdOf(string resource) =>
        IsIssue(resource) && resource[IssuePrefix.Length..] is var id && !(id.Length >= HashLength && id[^HashLength..].All(char.IsAsciiHexDigitLower)) ? id : null;

    public static bool IsIssue(string resource) => resource.StartsWith(IssuePrefix, StringComparison.Ordinal);

    /// <summary>Says to a person what is meant.</summary>
    public static string Describe(string resource) => resource.Replace("pull-request/", "pull request ", StringComparison.Ordinal).Replace("issue/", "issue ", StringComparison.Ordinal);

    /// <summary>Checks a name that a caller gives.</summary>
    /// <exception cref="AoException">It names nothing that can be claimed.</exception>
    public static string Check(string resource)
    {
        var isKnown = resource is { Length: <= MaxLength }
            && (PullRequestOf(resource) is { } number ? resource == OfPullRequest(number) : IsIssue(resource) && resource[IssuePrefix.Length..] is { Length: > 0 } id && id == SafePart(id));
        return isKnown
            ? resource
            : throw new AoException($"'{Printable.Quote(resource)}' cannot be claimed. Name 'issue/' and the issue's id, or 'pull-request/' and its number.");
    }

    private static bool IsPlain(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' or '.';
}
