namespace Ao.Plugins.Convergence;

/// <summary>Keeps the links between units as units come and go, and compares only what is new.</summary>
internal sealed class LinkBook(TimeSpan window, double minimum)
{
    /// <summary>Pairs below this are no copies of each other, and not worth keeping.</summary>
    private const double LeastConfidence = 0.2;

    /// <summary>What shares no more than this in code and text is not looked at closer.</summary>
    private const double LeastGlance = 0.2;

    private readonly Dictionary<string, WeightedUnit> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, UnitLink>> _links = new(StringComparer.Ordinal);
    private readonly double _least = Math.Min(LeastConfidence, minimum);
    private string[] _counted = [];
    private WordFrequencies _frequencies = new([]);
    private CandidateIndex _index = new(new WordFrequencies([]));

    /// <summary>Gets how many pairs were compared so far.</summary>
    public long Compared { get; private set; }

    public WeightedUnit Find(string key) => _units[key];

    public IReadOnlyList<WeightedUnit> InOrder(IReadOnlyList<Unit> ordered) => [.. ordered.Select(unit => _units[unit.Key])];

    /// <summary>Brings the links up to date with the units that there are now.</summary>
    public void Update(IReadOnlyList<Unit> ordered, CancellationToken cancellationToken)
    {
        var counted = ordered.Take(WordFrequencies.SizeFor(ordered.Count)).Select(static unit => unit.Key).ToArray();
        if (!counted.AsSpan().SequenceEqual(_counted))
        {
            // Other words are telling now: everything is compared anew.
            _units.Clear();
            _links.Clear();
            _counted = [];
            _frequencies = new WordFrequencies(ordered);
            _index = new CandidateIndex(_frequencies);
        }

        var now = ordered.Select(static unit => unit.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _units.Keys.Where(key => !now.Contains(key)).ToList())
        {
            Remove(gone);
        }

        foreach (var unit in ordered)
        {
            if (!_units.ContainsKey(unit.Key))
            {
                cancellationToken.ThrowIfCancellationRequested();
                Add(WeightedUnit.Of(unit, _frequencies));
            }
        }

        _counted = counted;
    }

    /// <summary>Gives the links in an order that does not depend on the order of coming.</summary>
    public IReadOnlyList<UnitLink> Links(IReadOnlyList<WeightedUnit> ordered) =>
        [.. ordered.SelectMany(unit => _links.TryGetValue(unit.Unit.Key, out var links) ? links.Values.Where(link => ReferenceEquals(link.First, unit)).OrderBy(static link => link.Second.Unit, s_order) : Enumerable.Empty<UnitLink>())];

    /// <summary>Compares two units whatever they have in common.</summary>
    public static UnitLink Compare(WeightedUnit one, WeightedUnit other)
    {
        var (first, second) = Unit.Compare(one.Unit, other.Unit) <= 0 ? (one, other) : (other, one);
        var score = PairScorer.Judge(first, second);
        return new UnitLink(first, second, score, CopyCheck.Find(first.Unit, second.Unit, score));
    }

    public static bool AreOfDifferentForks(Unit one, Unit other) =>
        one.ForkId != other.ForkId && !(one.IsUpstream && other.IsUpstream) && !one.Holders.Intersect(other.Holders, StringComparer.Ordinal).Any();

    private static readonly IComparer<Unit> s_order = Comparer<Unit>.Create(Unit.Compare);

    private void Add(WeightedUnit unit)
    {
        Compare(unit);
        foreach (var part in unit.Parts)
        {
            Compare(part);
        }

        _units[unit.Unit.Key] = unit;
        _index.Add(unit);
        foreach (var part in unit.Parts)
        {
            _index.Add(part);
        }
    }

    private void Compare(WeightedUnit piece)
    {
        foreach (var other in _index.CandidatesOf(piece))
        {
            if (AreOfDifferentForks(piece.Unit, other.Unit))
            {
                Compared++;
                if (PairScorer.Glance(piece, other) >= LeastGlance || piece.Unit.PatchIds.Intersect(other.Unit.PatchIds, StringComparer.Ordinal).Any())
                {
                    Keep(piece.Whole is null && other.Whole is null ? Compare(piece, other) : PartLinks.Compare(piece, other));
                }
            }
        }
    }

    /// <summary>Keeps a link if it says something, and more than one that is known between the two.</summary>
    private void Keep(UnitLink? link)
    {
        if (link is null || (link.Copy == CopyKind.None && ((link.First.Unit.At - link.Second.Unit.At).Duration() > window || Confidence.Of(link, 0) < _least)))
        {
            return;
        }

        var (first, second) = (ListOf(link.First.Unit.Key), ListOf(link.Second.Unit.Key));
        if (!first.TryGetValue(link.Second.Unit.Key, out var known) || (known.Copy == CopyKind.None && (link.Copy != CopyKind.None || PartLinks.Rank.Compare(link, known) > 0)))
        {
            first[link.Second.Unit.Key] = link;
            second[link.First.Unit.Key] = link;
        }
    }

    private void Remove(string key)
    {
        _index.Remove(_units[key]);
        foreach (var part in _units[key].Parts)
        {
            _index.Remove(part);
        }

        _units.Remove(key);
        if (_links.Remove(key, out var links))
        {
            foreach (var other in links.Keys)
            {
                _links[other].Remove(key);
            }
        }
    }

    private Dictionary<string, UnitLink> ListOf(string key)
    {
        if (!_links.TryGetValue(key, out var list))
        {
            _links[key] = list = new Dictionary<string, UnitLink>(StringComparer.Ordinal);
        }

        return list;
    }
}
