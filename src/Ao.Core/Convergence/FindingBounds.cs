using System.Security.Cryptography;
using System.Text;

namespace Ao.Convergence;

/// <summary>Holds findings to their limits: what a detector says of forks is made of what the forks say.</summary>
internal static class FindingBounds
{
    public const int MaxForks = 40;
    public const int MaxRevisions = 60;
    public const int MaxRecords = 60;
    public const int MaxPaths = 20;
    private const int MaxEvidence = 80;
    private const int MaxReasons = 24;
    private const int MaxId = 64;
    private const int MaxReference = 128;
    private const int MaxName = 100;
    private const int MaxLine = 300;
    private const int MaxAnswer = 400;
    private const int MaxExplanation = 4_000;

    /// <summary>Gives a finding as it is kept.</summary>
    public static Finding Of(Finding finding) => finding with
    {
        Id = IdOf(finding.Id),
        Summary = Line(finding.Summary, MaxLine),
        Pattern = Line(finding.Pattern, MaxLine),
        Explanation = ShortText.Clean(finding.Explanation ?? "", MaxExplanation),
        Confidence = Bounded(finding.Confidence, 1),
        Score = Bounded(finding.Score, double.MaxValue),
        Forks = [.. (finding.Forks ?? []).Take(MaxForks).Select(Of)],
        Conflicts = [.. (finding.Conflicts ?? []).Take(MaxForks).Select(static one => new FindingConflict(Line(one.FirstForkId, MaxName), Line(one.SecondForkId, MaxName), Lines(one.Paths, MaxPaths, MaxLine)))],
        Evidence = [.. (finding.Evidence ?? []).Take(MaxEvidence).Select(static one => new FindingEvidence(Line(one.ForkId, MaxName), Line(one.Reference, MaxReference), Line(one.Excerpt, MaxLine)))],
        Reasons = [.. (finding.Reasons ?? []).Take(MaxReasons).Select(static one => new FindingReason(Line(one.Description, MaxLine), Bounded(one.Share, 1)))],
    };

    /// <summary>Gives one line of a text from outside.</summary>
    public static string Line(string? text, int most) => ShortText.Of(Printable.Line(text?.ReplaceLineEndings(" ").Replace('\t', ' ').Trim()), most);

    private static FindingFork Of(FindingFork fork) => fork with
    {
        ForkId = Line(fork.ForkId, MaxName),
        Name = fork.Name is null ? null : Line(fork.Name, MaxName),
        Answer = Line(fork.Answer, MaxAnswer),
        Revisions = Lines(fork.Revisions, MaxRevisions, MaxReference),
        Records = Lines(fork.Records, MaxRecords, MaxReference),
        Paths = Lines(fork.Paths, MaxPaths, MaxLine),
    };

    /// <summary>The id names a stream of the journal, so that it cannot be just any text.</summary>
    private static string IdOf(string id) =>
        id is { Length: > 0 and <= MaxId } && id.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
            ? id
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id ?? "")))[..16];

    private static IReadOnlyList<string> Lines(IReadOnlyList<string>? texts, int count, int most) => [.. (texts ?? []).Take(count).Select(text => Line(text, most))];

    private static double Bounded(double value, double most) => double.IsNaN(value) ? 0 : Math.Clamp(value, 0, most);
}
