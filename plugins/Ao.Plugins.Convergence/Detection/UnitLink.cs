namespace Ao.Plugins.Convergence;

/// <summary>Two units of different forks that are alike.</summary>
/// <param name="First">The unit that comes first in their order.</param>
/// <param name="Second">The other.</param>
/// <param name="Score">Their features.</param>
/// <param name="Copy">Whether one is a copy, and why.</param>
internal sealed record UnitLink(WeightedUnit First, WeightedUnit Second, PairScore Score, CopyKind Copy)
{
    public WeightedUnit Other(WeightedUnit unit) => ReferenceEquals(unit, First) ? Second : First;
}
