using System.Runtime.InteropServices;

namespace Ao.Duplicates;

/// <summary>The terms of an index: their numbers, how many reports have each, and how rare that makes them.</summary>
internal sealed class Vocabulary
{
    /// <summary>As many reports there are taken to be while there are fewer: the weights were fitted on thousands, and among ten reports a word that one of them has would seem to say nothing.</summary>
    public const int FewestReports = 1000;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _surfaces = [];
    private readonly List<int> _reports = [];
    private readonly List<float> _commonness = [];
    private int _count;
    private float _size = SizeOf(0);

    /// <summary>Gets how many terms there are. A number from here on stands for a term that only the report in question has.</summary>
    public int Count => _surfaces.Count;

    /// <summary>Gives the number of a term, or the number that it would be the next to get.</summary>
    /// <param name="term">The stemmed term.</param>
    /// <param name="surface">How it was written.</param>
    /// <param name="keep">Whether a new term is taken in.</param>
    /// <param name="others">The terms of the report in question that are not taken in.</param>
    public int Number(ReadOnlySpan<char> term, ReadOnlySpan<char> surface, bool keep, ref Dictionary<string, int>? others)
    {
        if (_numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(term, out var number))
        {
            return number;
        }

        if (keep)
        {
            _numbers[term.ToString()] = _surfaces.Count;
            _surfaces.Add(surface.ToString());
            _reports.Add(0);
            _commonness.Add(Commonness(1));
            return _surfaces.Count - 1;
        }

        others ??= new Dictionary<string, int>(StringComparer.Ordinal);
        ref var other = ref CollectionsMarshal.GetValueRefOrAddDefault(others.GetAlternateLookup<ReadOnlySpan<char>>(), term, out var known);
        other = known ? other : _surfaces.Count + others.Count - 1;
        return other;
    }

    /// <summary>Gives how a term was first written.</summary>
    public string Surface(int number) => number < _surfaces.Count ? _surfaces[number] : "";

    /// <summary>Counts one more report.</summary>
    public void Take(ReadOnlySpan<TermUse> terms)
    {
        _size = SizeOf(++_count);
        var reports = CollectionsMarshal.AsSpan(_reports);
        var commonness = CollectionsMarshal.AsSpan(_commonness);
        foreach (ref readonly var use in terms)
        {
            commonness[use.Term] = Commonness(++reports[use.Term]);
        }
    }

    /// <summary>Gives how rare a term is: 0 where all reports have it. It is the inverse document frequency of BM25, whose logarithm is taken when a term is counted and not when it is compared.</summary>
    public float Rarity(int term) => MathF.Max(0, _size - (term < _commonness.Count ? _commonness[term] : Commonness(1)));

    /// <summary>Gives the logarithm of how many reports there are, or of how many there are taken to be at the least.</summary>
    private static float SizeOf(int reports) => MathF.Log(Math.Max(FewestReports, reports) + 1);

    private static float Commonness(int reports) => MathF.Log(reports + 0.5f);
}
