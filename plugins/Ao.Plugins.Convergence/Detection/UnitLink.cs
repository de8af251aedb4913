namespace Ao.Plugins.Convergence;

/// <summary>Two units of different forks that are alike.</summary>
/// <param name="First">The unit that comes first in their order.</param>
/// <param name="Second">The other.</param>
/// <param name="Score">Their features.</param>
/// <param name="Copy">Whether one is a copy, and why.</param>
internal sealed record UnitLink(WeightedUnit First, WeightedUnit Second, PairScore Score, CopyKind Copy)
{
    private const int FewestLines = 4;
    private const double AlikeWords = 0.75;
    private const double SameWords = 0.95;

    /// <summary>Gets the part of the first that the features are of, or the first itself.</summary>
    public WeightedUnit FirstPiece { get; init; } = First;

    /// <summary>Gets the part of the second that the features are of, or the second itself.</summary>
    public WeightedUnit SecondPiece { get; init; } = Second;

    /// <summary>Gets how likely it is from the code that one was taken from the other and adapted, from 0 to 1: lines that are the same, or all but the same words.</summary>
    public double Sameness
    {
        get
        {
            var (one, other) = (FirstPiece.Unit, SecondPiece.Unit);
            var words = Math.Min(one.AddedLines.Length, other.AddedLines.Length) < FewestLines ? 0 : Math.Clamp((Score.Added - AlikeWords) / (SameWords - AlikeWords), 0, 1);
            return Math.Max(words, CopyCheck.SharedLines(one, other));
        }
    }

    public WeightedUnit Other(WeightedUnit unit) => ReferenceEquals(unit, First) ? Second : First;
}
