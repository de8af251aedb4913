namespace Ao.Plugins.Convergence;

/// <summary>Compares parts of large changes: an answer may be buried in a change about something else.</summary>
internal static class PartLinks
{
    /// <summary>Orders links between the same two units by how much they say, so that it does not matter which is known first.</summary>
    public static IComparer<UnitLink> Rank { get; } = Comparer<UnitLink>.Create(static (one, other) =>
    {
        var order = Confidence.Of(one, 0).CompareTo(Confidence.Of(other, 0));
        order = order != 0 ? order : string.CompareOrdinal(KeyOf(other.FirstPiece), KeyOf(one.FirstPiece));
        return order != 0 ? order : string.CompareOrdinal(KeyOf(other.SecondPiece), KeyOf(one.SecondPiece));
    });

    private static string KeyOf(WeightedUnit piece) => piece.Whole is null ? "" : piece.Unit.Paths[0];

    /// <summary>Compares a part with a unit or a part. A part that is copied tells nothing, and of copies nothing but that they are.</summary>
    public static UnitLink? Compare(WeightedUnit one, WeightedUnit other)
    {
        var wholes = LinkBook.Compare(one.Whole ?? one, other.Whole ?? other);
        if (wholes.Copy != CopyKind.None)
        {
            return wholes;
        }

        var (first, second) = ReferenceEquals(wholes.First, one.Whole ?? one) ? (one, other) : (other, one);
        var score = PairScorer.Judge(first, second);
        return CopyCheck.Find(first.Unit, second.Unit, score) is CopyKind.SameLines ? null
            : new UnitLink(wholes.First, wholes.Second, score, CopyKind.None) { FirstPiece = first, SecondPiece = second };
    }
}
