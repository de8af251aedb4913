namespace Ao.Plugins.Convergence;

/// <summary>An inverted index of the telling words of units: only units that share some of them are compared.</summary>
/// <remarks>Which pairs are candidates depends on the two units and the frequencies alone, not on what else is in the index or on the order of coming.</remarks>
internal sealed class CandidateIndex(WordFrequencies frequencies)
{
    private const int ChangedWords = 20;
    private const int TextWords = 10;
    private const double LeastShared = 0.04;
    private const double CommonShare = 0.03;
    private const int FewUses = 60;
    private const int ManyUses = 400;
    private const int MostCopies = 64;

    private readonly Dictionary<(int Kind, uint Hash), List<(int Slot, float Weight)>> _postings = [];
    private readonly Dictionary<string, List<int>> _patches = new(StringComparer.Ordinal);
    private readonly List<WeightedUnit?> _slots = [];
    private readonly Dictionary<WeightedUnit, int> _slotOf = new(ReferenceEqualityComparer.Instance);
    private readonly int _common = Math.Clamp((int)(frequencies.Total * CommonShare), FewUses, ManyUses);
    private double[] _shared = [];

    public void Add(WeightedUnit unit)
    {
        var slot = _slotOf[unit] = _slots.Count;
        _slots.Add(unit);
        foreach (var (kind, hash, weight) in KeysOf(unit))
        {
            ListOf(_postings, (kind, hash)).Add((slot, weight));
        }

        foreach (var patch in unit.Unit.PatchIds)
        {
            ListOf(_patches, patch).Add(slot);
        }
    }

    public void Remove(WeightedUnit unit)
    {
        _slotOf.Remove(unit, out var slot);
        _slots[slot] = null;
        foreach (var (kind, hash, _) in KeysOf(unit))
        {
            _postings[(kind, hash)].RemoveAll(entry => entry.Slot == slot);
        }

        foreach (var patch in unit.Unit.PatchIds)
        {
            _patches[patch].Remove(slot);
        }
    }

    /// <summary>Gives the units in the index that may be alike, without an order.</summary>
    public IReadOnlyCollection<WeightedUnit> CandidatesOf(WeightedUnit unit)
    {
        if (_shared.Length < _slots.Count)
        {
            Array.Resize(ref _shared, Math.Max(_slots.Count, 2 * _shared.Length));
        }

        var touched = new List<int>();
        foreach (var (kind, hash, weight) in KeysOf(unit))
        {
            if (_postings.TryGetValue((kind, hash), out var list))
            {
                foreach (var (slot, otherWeight) in list)
                {
                    if (_shared[slot] == 0)
                    {
                        touched.Add(slot);
                    }

                    _shared[slot] += (double)weight * otherWeight;
                }
            }
        }

        var found = touched.Where(slot => _shared[slot] >= LeastShared).ToHashSet();
        touched.ForEach(slot => _shared[slot] = 0);
        foreach (var patch in unit.Unit.PatchIds)
        {
            // A patch that is everywhere would make everything a pair of everything.
            found.UnionWith(_patches.TryGetValue(patch, out var same) ? same.Take(MostCopies) : []);
        }

        return [.. found.Select(slot => _slots[slot]!)];
    }

    private static List<T> ListOf<TKey, T>(Dictionary<TKey, List<T>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }

    private (int Kind, uint Hash, float Weight)[] KeysOf(WeightedUnit unit) =>
        unit.Keys ??= [.. Top(WeightedUnit.ChangedKind, unit.Changed, ChangedWords), .. unit.Whole is null ? Top((int)SketchKind.Text, unit.Text, TextWords) : []];

    private IEnumerable<(int Kind, uint Hash, float Weight)> Top(int kind, WeightedTerms terms, int count) =>
        Enumerable.Range(0, terms.Hashes.Length).Where(at => frequencies.Of(kind, terms.Hashes[at]) <= _common)
            .OrderByDescending(at => terms.Weights[at]).ThenBy(at => terms.Hashes[at]).Take(count)
            .Select(at => (kind, terms.Hashes[at], terms.Weights[at]));
}
