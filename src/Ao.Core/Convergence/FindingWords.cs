using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ao.Convergence;

/// <summary>Says a finding in words that may be signed for others: those of the person who proposes it, and facts that are nobody's text. What forks wrote, and what was made of it, is not among them.</summary>
internal static class FindingWords
{
    /// <summary>The longest title, in characters.</summary>
    public const int MaxTitle = 200;
    private const int KeyLength = 16;

    /// <summary>Gives the title that a person has given; <see langword="null"/> where it says nothing.</summary>
    public static string? TitleOf(string? title) => string.IsNullOrWhiteSpace(title) ? null : FindingBounds.Line(title, MaxTitle);

    /// <summary>Gives what a record of a finding is about: its id, or the id's hash where a detector makes its ids of words.</summary>
    public static string KeyOf(string id) => id.All(char.IsAsciiHexDigitLower) ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..KeyLength];

    /// <summary>Gives what a finding is called.</summary>
    public static string NameOf(FindingState state) => state.Proposed?.Title ?? SentenceOf(state.Finding);

    /// <summary>Gives what is said of a finding.</summary>
    /// <param name="state">The finding.</param>
    /// <param name="showsCode">Whether it is explained as the detector does, with the forks' own lines.</param>
    public static string SummaryOf(FindingState state, bool showsCode)
    {
        var text = showsCode && state.Finding.Explanation.Length > 0 ? state.Finding.Explanation : $"{SentenceOf(state.Finding)}{SinceOf(state.Finding)}. What they did is in the changes that this record names, for those who can read them.";
        return state.Proposed?.Note is { Length: > 0 } note ? $"{note}\n\n{text}" : text;
    }

    private static string SentenceOf(Finding finding)
    {
        var count = finding.Forks.Count(static fork => !fork.IsUpstream);
        var forks = count == 1 ? "1 fork" : string.Create(CultureInfo.InvariantCulture, $"{count} forks");
        return finding.Relation switch
        {
            FindingRelation.Independent => $"{forks} answered one problem independently",
            FindingRelation.Ported => $"{forks} share an answer that one took from another",
            FindingRelation.AlreadyUpstream => $"{forks} answered a problem that the upstream has an answer to",
            FindingRelation.Dependency => $"{forks} rely on what one of them changes",
            _ => $"{forks} met one problem",
        };
    }

    private static string SinceOf(Finding finding) => finding.Since is { } since ? string.Create(CultureInfo.InvariantCulture, $", since {since.UtcDateTime:yyyy-MM-dd}") : "";
}
