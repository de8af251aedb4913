namespace Ao.Plugins.Convergence;

/// <summary>Keeps the links between units as units come and go, and compares only what is new.</summary>
internal sealed class LinkBook(TimeSpan window, double minimum)
{
    /// <summary>Pairs below this are no copies of each other, and not worth keeping.</summary>
    private const double LeastConfidence = 0.2;

    /// <summary>What shares no more than this in code and text is not looked at closer.</summary>
    private const double LeastGlance = 0.2;

    private readonly Dictionary<Unit, WeightedUnit> _units = [];
    private readonly Dictionary<Unit, LinkList> _links = [];
    private readonly double _least = Math.Min(LeastConfidence, minimum);
    private HashSet<Unit> _counted = [];
    private WordFrequencies _frequencies = new([]);
    private CandidateIndex _index = new(new WordFrequencies([]));

    /// <summary>Gets how many pairs were compared so far.</summary>
    public long Compared { get; private set; }

    /// <summary>Gets how often all units were compared anew, because other words had become telling.</summary>
    public int Rebuilds { get; private set; }

    public WeightedUnit Find(Unit unit) => _units[unit];

    public bool HasLinks(Unit unit) => _links.TryGetValue(unit, out var links) && links.All.Count > 0;

    /// <summary>Brings the links up to date with the units that there are now.</summary>
    public void Update(IReadOnlyList<Unit> ordered, CancellationToken cancellationToken)
    {
        if (!WordFrequencies.Suits(_counted, ordered))
        {
            // Other words are telling now: everything is compared anew.
            _units.Clear();
            _links.Clear();
            _counted = [];
            _frequencies = new WordFrequencies(ordered);
            _index = new CandidateIndex(_frequencies);
            Rebuilds++;
        }

        var come = ordered.Where(unit => !_units.ContainsKey(unit)).ToList();
        if (_units.Count + come.Count > ordered.Count)
        {
            var now = ordered.ToHashSet();
            foreach (var gone in _units.Keys.Where(unit => !now.Contains(unit)).ToList())
            {
                Remove(gone);
            }
        }

        foreach (var unit in come)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(WeightedUnit.Of(unit, _frequencies));
        }

        // Only now are all of them there: what is cancelled before begins anew.
        _counted = _counted.Count > 0 ? _counted : [.. ordered.Take(WordFrequencies.SizeFor(ordered.Count))];
    }

    /// <summary>Gives the links in an order that does not depend on the order of coming.</summary>
    public IReadOnlyList<UnitLink> Links(IReadOnlyList<WeightedUnit> ordered) =>
        [.. ordered.SelectMany(unit => _links.TryGetValue(unit.Unit, out var links) ? links.InOrder().Where(link => ReferenceEquals(link.First, unit)) : [])];

    /// <summary>Compares two units whatever they have in common.</summary>
    public static UnitLink Compare(WeightedUnit one, WeightedUnit other)
    {
        var (first, second) = Unit.Compare(one.Unit, other.Unit) <= 0 ? (one, other) : (other, one);
        var score = PairScorer.Judge(first, second);
        return new UnitLink(first, second, score, CopyCheck.Find(first.Unit, second.Unit, score));
    }

    public static bool AreOfDifferentForks(Unit one, Unit other) =>
        one.ForkId != other.ForkId && !(one.IsUpstream && other.IsUpstream) && ((one.Holders.Count == 1 && other.Holders.Count == 1) || !one.Holders.Intersect(other.Holders, StringComparer.Ordinal).Any());

    private void Add(WeightedUnit unit)
    {
        foreach (var piece in (IEnumerable<WeightedUnit>)[unit, .. unit.Parts])
        {
            foreach (var other in _index.Add(piece))
            {
                if (!AreOfDifferentForks(piece.Unit, other.Unit))
                {
                    continue;
                }

                Compared++;
                if (PairScorer.Glance(piece, other) >= LeastGlance || piece.Unit.SharesPatch(other.Unit))
                {
                    Keep(piece.Whole is null && other.Whole is null ? Compare(piece, other) : PartLinks.Compare(piece, other));
                    (other.Whole ?? other).Rest();
                }
            }
        }

        unit.Rest();
        _units[unit.Unit] = unit;
    }

    /// <summary>Keeps a link if it says something, and more than one that is known between the two already.</summary>
    private void Keep(UnitLink? link)
    {
        if (link is null || (link.Copy == CopyKind.None && ((link.First.Unit.At - link.Second.Unit.At).Duration() > window || Confidence.Of(link, 0) < _least)))
        {
            return;
        }

        if (KnownBeside(link) is { } known)
        {
            if (known.Copy != CopyKind.None || (link.Copy == CopyKind.None && PartLinks.Rank.Compare(link, known) <= 0))
            {
                return;
            }

            Drop(known);
        }

        var (first, second) = (ListOf(link.First), ListOf(link.Second));
        first.Add(link);
        second.Add(link);
        if (first.Surplus is { } one)
        {
            Drop(one);
        }

        if (second.Surplus is { } other)
        {
            Drop(other);
        }
    }

    /// <summary>Only where a side has parts are two units compared more than once.</summary>
    private UnitLink? KnownBeside(UnitLink link) => link.First.Parts.Count + link.Second.Parts.Count == 0 ? null
        : ListOf(link.First).All.FirstOrDefault(known => ReferenceEquals(known.Other(link.First), link.Second));

    private void Drop(UnitLink link)
    {
        ListOf(link.First).Remove(link);
        ListOf(link.Second).Remove(link);
    }

    private void Remove(Unit gone)
    {
        _units.Remove(gone, out var unit);
        foreach (var piece in (IEnumerable<WeightedUnit>)[unit!, .. unit!.Parts])
        {
            _index.Remove(piece);
        }

        if (_links.TryGetValue(gone, out var links))
        {
            links.All.ToList().ForEach(Drop);
            _links.Remove(gone);
        }
    }

    private LinkList ListOf(WeightedUnit unit)
    {
        if (!_links.TryGetValue(unit.Unit, out var list))
        {
            _links[unit.Unit] = list = new LinkList(unit);
        }

        return list;
    }
}
