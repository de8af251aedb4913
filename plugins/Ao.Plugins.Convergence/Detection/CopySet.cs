namespace Ao.Plugins.Convergence;

/// <summary>Units that are copies of one another: one answer, however many forks have it.</summary>
internal sealed class CopySet
{
    private CopySet(IReadOnlyList<WeightedUnit> members)
    {
        Members = members;
        Upstream = members.FirstOrDefault(static member => member.Unit.IsUpstream);
        Forks = members.SelectMany(static member => member.Unit.Holders).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Gets the units, the oldest first.</summary>
    public IReadOnlyList<WeightedUnit> Members { get; }

    public WeightedUnit? Upstream { get; }

    /// <summary>Gets the unit that stands for all: the upstream's, or the oldest.</summary>
    public WeightedUnit Head => Upstream ?? Members[0];

    public IReadOnlySet<string> Forks { get; }

    /// <summary>Gets whether part of the upstream's work holds this: it is no answer of a fork's own.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Joins copies. One that is only a part of something much larger is not joined with it, or all parts of a large one would be one.</summary>
    public static IReadOnlyDictionary<WeightedUnit, CopySet> Form(IReadOnlyList<WeightedUnit> ordered, IReadOnlyList<UnitLink> links)
    {
        var roots = ordered.ToDictionary(static unit => unit, static unit => unit);
        var order = ordered.Select(static (unit, at) => (unit, at)).ToDictionary(static pair => pair.unit, static pair => pair.at);
        var taken = new HashSet<WeightedUnit>();
        foreach (var link in links.Where(static link => link.Copy != CopyKind.None))
        {
            if (AreOfOneSize(link))
            {
                var (one, other) = (RootOf(roots, link.First), RootOf(roots, link.Second));
                var (first, second) = order[one] <= order[other] ? (one, other) : (other, one);
                roots[second] = first;
            }
            else if (link.First.Unit.IsUpstream || link.Second.Unit.IsUpstream)
            {
                taken.Add(link.First.Unit.IsUpstream ? link.Second : link.First);
            }
        }

        var sets = new Dictionary<WeightedUnit, CopySet>();
        foreach (var group in ordered.GroupBy(unit => RootOf(roots, unit)))
        {
            var set = new CopySet([.. group]) { IsTaken = group.Any(taken.Contains) };
            foreach (var unit in set.Members)
            {
                sets[unit] = set;
            }
        }

        return sets;
    }

    private static bool AreOfOneSize(UnitLink link)
    {
        var (one, other) = (Math.Max(1, link.First.Unit.Lines), Math.Max(1, link.Second.Unit.Lines));
        return link.Copy == CopyKind.SamePatch && link.First.Unit.Members.Count == 1 && link.Second.Unit.Members.Count == 1 || (one <= 3L * other && other <= 3L * one);
    }

    private static WeightedUnit RootOf(Dictionary<WeightedUnit, WeightedUnit> roots, WeightedUnit unit)
    {
        while (!ReferenceEquals(roots[unit], unit))
        {
            unit = roots[unit] = roots[roots[unit]];
        }

        return unit;
    }
}
