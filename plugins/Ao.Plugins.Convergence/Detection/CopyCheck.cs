namespace Ao.Plugins.Convergence;

/// <summary>Tells whether one of two units was taken from the other, or both from a third.</summary>
internal static class CopyCheck
{
    private const double NearlyAllLines = 0.8;
    private const double ManyLines = 0.5;
    private const int FewestLines = 4;
    private const double VeryAlike = 0.75;
    private const double Alike = 0.45;
    private const double Related = 0.2;
    private const int FewestWords = 3;

    /// <summary>Nobody writes the same long subject by chance.</summary>
    private const int ManyWords = 5;

    public static CopyKind Find(Unit one, Unit other, PairScore score)
    {
        if (one.SharesPatch(other))
        {
            return CopyKind.SamePatch;
        }

        if (Names(one, other) || Names(other, one))
        {
            return CopyKind.SaysSo;
        }

        var lines = SharedLines(one, other);
        var enough = Math.Min(one.AddedLines.Length, other.AddedLines.Length) >= FewestLines;
        var sameMessage = SameMessage(one, other, FewestWords);
        if (enough && lines >= NearlyAllLines)
        {
            return CopyKind.SameLines;
        }

        // What says that it was picked from somewhere, and is this much alike, was picked from here or from where this was picked.
        var saysSo = one.Members.Any(static member => member.Message.SaysCopied) || other.Members.Any(static member => member.Message.SaysCopied);
        if (saysSo && (lines >= ManyLines || score.Changed >= VeryAlike))
        {
            return CopyKind.SaysSo;
        }

        if ((sameMessage && (lines >= ManyLines || score.Changed >= Alike)) || (score.Changed >= Related && SameMessage(one, other, ManyWords)))
        {
            return CopyKind.SameMessage;
        }

        return SameAuthor(one, other) && (lines >= ManyLines || score.Changed >= Alike || sameMessage) ? CopyKind.SameAuthor : CopyKind.None;
    }

    /// <summary>Gives the share of the smaller one's added lines that the other adds too.</summary>
    public static double SharedLines(Unit one, Unit other)
    {
        var (a, b) = (one.AddedLines, other.AddedLines);
        var (first, second, shared) = (0, 0, 0);
        while (first < a.Length && second < b.Length)
        {
            var order = a[first].CompareTo(b[second]);
            shared += order == 0 ? 1 : 0;
            first += order <= 0 ? 1 : 0;
            second += order >= 0 ? 1 : 0;
        }

        return a.Length == 0 || b.Length == 0 ? 0 : (double)shared / Math.Min(a.Length, b.Length);
    }

    private static bool Names(Unit one, Unit other) =>
        one.Members.Any(member => member.Origin is { Length: >= 7 } origin && other.Members.Any(next => next.Revision.StartsWith(origin, StringComparison.Ordinal)));

    private static bool SameMessage(Unit one, Unit other, int words) =>
        one.Members.Any(member => member.Message.Key.Count(static letter => letter == ' ') >= words - 1 && other.Members.Any(next => next.Message.Key == member.Message.Key));

    private static bool SameAuthor(Unit one, Unit other) =>
        one.Members.Any(member => member.Author.Length > 0 && other.Members.Any(next => next.Author == member.Author));
}
