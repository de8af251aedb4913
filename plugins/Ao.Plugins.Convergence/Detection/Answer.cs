namespace Ao.Plugins.Convergence;

/// <summary>A fork's part in what is found.</summary>
/// <param name="Fork">The fork.</param>
/// <param name="Units">Its changes, those that count first.</param>
/// <param name="Set">The answer that it has in common with those that have copies of it.</param>
/// <param name="IsCopy">Whether another fork had the same answer before.</param>
/// <param name="Records">The reports that belong to it.</param>
internal sealed record Answer(ForkInfo Fork, IReadOnlyList<WeightedUnit> Units, CopySet? Set, bool IsCopy, IReadOnlyList<WeightedReport> Records)
{
    public WeightedUnit? Unit => Units.Count > 0 ? Units[0] : null;

    public DateTimeOffset? At => Units.Select(static unit => (DateTimeOffset?)unit.Unit.At).Concat(Records.Select(static record => (DateTimeOffset?)record.Record.At)).Min();
}
