using System.Buffers;
using System.Collections.Frozen;
using Ao.Reports;

namespace Ao.Plugins.Convergence;

/// <summary>Takes a report apart into words, without what differs each time the same problem is met: numbers, ids, addresses, times, folders.</summary>
internal static class ReportWords
{
    private const int LongestText = 16 * 1024;
    private const int TitleWeight = 2;
    private const int LongestWord = 40;

    private static readonly SearchValues<char> s_space = SearchValues.Create(" \t\r\n\f\v\u00a0\u2028\u2029,;()[]{}\"'`<>|=");

    private static readonly FrozenSet<string> s_common = FrozenSet.ToFrozenSet(
        "about after all also and any are because been before being but can could did does done each for from get got had has have here how into its just like more not now off one only other our out over same set should some such than that the their them then there these they this those through too under until use used using very was were what when where which while who why will with without would you your".Split(' '),
        StringComparer.Ordinal);

    /// <summary>Counts the words.</summary>
    public static Dictionary<string, int> Count(Report report)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        Add(counts, report.Title, TitleWeight);
        foreach (var text in (IEnumerable<string?>)[report.Body, report.Reproduction, report.SuggestedFix, .. report.Evidence.Take(20)])
        {
            Add(counts, text, 1);
        }

        return counts;
    }

    private static void Add(Dictionary<string, int> counts, string? text, int weight)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var bounded = text.AsSpan(0, Math.Min(text.Length, LongestText));
        foreach (var range in bounded.SplitAny(s_space))
        {
            AddPiece(counts, LastPart(bounded[range]), weight);
        }
    }

    /// <summary>Of a path only the last part stays: which file it was matters, where it lay does not.</summary>
    private static ReadOnlySpan<char> LastPart(ReadOnlySpan<char> piece)
    {
        piece = piece.TrimEnd("/\\");
        return piece[(piece.LastIndexOfAny('/', '\\') + 1)..];
    }

    private static void AddPiece(Dictionary<string, int> counts, ReadOnlySpan<char> piece, int weight)
    {
        var start = 0;
        for (var end = 0; end <= piece.Length; end++)
        {
            if (end == piece.Length || !char.IsLetterOrDigit(piece[end]))
            {
                Take(counts, piece[start..end], weight);
                start = end + 1;
            }
        }
    }

    /// <summary>What holds a digit is a number, a time, a version, a hash or an id.</summary>
    private static void Take(Dictionary<string, int> counts, ReadOnlySpan<char> text, int weight)
    {
        if (text.Length is <= 2 or > LongestWord || text.IndexOfAnyInRange('0', '9') >= 0)
        {
            return;
        }

        var word = Stem(text.ToString().ToLowerInvariant());
        if (!s_common.Contains(word))
        {
            counts[word] = counts.GetValueOrDefault(word) + weight;
        }
    }

    /// <summary>Brings plural and singular together, no more: what people write about programs is full of names.</summary>
    private static string Stem(string word) => word.Length > 4 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;
}
