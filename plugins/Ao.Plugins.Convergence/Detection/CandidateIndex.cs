using System.Runtime.InteropServices;

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

    /// <summary>A word that was unknown when the words were counted, and came into use so widely since, tells nothing until they are counted again.</summary>
    private const int MostPostings = 4_000;

    private readonly Dictionary<ulong, PostingList> _postings = [];
    private readonly Dictionary<string, PostingList> _patches = new(StringComparer.Ordinal);
    private readonly List<WeightedUnit?> _slots = [];
    private readonly List<int> _touched = [];
    private readonly int _common = Math.Clamp((int)(frequencies.Total * CommonShare), FewUses, ManyUses);
    private double[] _shared = [];

    /// <summary>Adds a unit.</summary>
    /// <returns>Those that were there before and may be alike, without an order.</returns>
    public IReadOnlyList<WeightedUnit> Add(WeightedUnit unit)
    {
        unit.Slot = _slots.Count;
        _slots.Add(unit);
        if (_shared.Length < _slots.Count)
        {
            Array.Resize(ref _shared, Math.Max(64, _slots.Count * 3 / 2));
        }

        foreach (var (key, weight) in KeysOf(unit))
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_postings, key, out _);
            for (var at = 0; at < list.Count; at++)
            {
                Touch(list[at].Slot, (double)weight * list[at].Weight);
            }

            if (list.Count < MostPostings)
            {
                list.Add(new Posting(unit.Slot, weight));
            }
        }

        foreach (var patch in unit.Unit.PatchIds)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_patches, patch, out _);

            // A patch that is everywhere would make everything a pair of everything.
            for (var at = 0; at < Math.Min(list.Count, MostCopies); at++)
            {
                Touch(list[at].Slot, 1);
            }

            if (list.Count < MostPostings)
            {
                list.Add(new Posting(unit.Slot, 1));
            }
        }

        return TakeTouched();
    }

    public void Remove(WeightedUnit unit)
    {
        _slots[unit.Slot] = null;
        foreach (var (key, _) in KeysOf(unit))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_postings, key, out _).Remove(unit.Slot);
        }

        foreach (var patch in unit.Unit.PatchIds)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_patches, patch, out _).Remove(unit.Slot);
        }
    }

    private void Touch(int slot, double shared)
    {
        if (_shared[slot] == 0)
        {
            _touched.Add(slot);
        }

        _shared[slot] += shared;
    }

    private List<WeightedUnit> TakeTouched()
    {
        var found = new List<WeightedUnit>();
        foreach (var slot in _touched)
        {
            if (_shared[slot] >= LeastShared)
            {
                found.Add(_slots[slot]!);
            }

            _shared[slot] = 0;
        }

        _touched.Clear();
        return found;
    }

    private IEnumerable<(ulong Key, float Weight)> KeysOf(WeightedUnit unit) => [.. Top(WeightedUnit.ChangedKind, unit.Changed, ChangedWords), .. unit.Whole is null ? Top((int)SketchKind.Text, unit.Text, TextWords) : []];

    private IEnumerable<(ulong Key, float Weight)> Top(int kind, WeightedTerms terms, int count) =>
        Enumerable.Range(0, terms.Hashes.Length).Where(at => frequencies.Of(kind, terms.Hashes[at]) <= _common)
            .OrderByDescending(at => terms.Weights[at]).ThenBy(at => terms.Hashes[at]).Take(count)
            .Select(at => (((ulong)kind << 32) | terms.Hashes[at], terms.Weights[at]));
}
