namespace Ao.Plugins.Convergence;

/// <summary>The links of one unit to others.</summary>
internal sealed class LinkList(WeightedUnit unit)
{
    /// <summary>What is like very many tells nothing by all of them. Copies stay, however many: they are one answer.</summary>
    private const int Most = 64;

    private readonly List<UnitLink> _links = [];
    private int _copies;

    public IReadOnlyList<UnitLink> All => _links;

    /// <summary>Gets the link that says least, where there are too many; otherwise nothing.</summary>
    public UnitLink? Surplus => _links.Count - _copies <= Most ? null
        : _links.Where(static link => link.Copy == CopyKind.None).OrderBy(static link => Math.Round(Confidence.SumOf(link), 9)).ThenByDescending(link => link.Other(unit).Unit, s_order).First();

    /// <summary>Gives the links in the order of the other units.</summary>
    public IEnumerable<UnitLink> InOrder() => _links.OrderBy(link => link.Other(unit).Unit, s_order);

    public void Add(UnitLink link)
    {
        _links.Add(link);
        _copies += link.Copy != CopyKind.None ? 1 : 0;
    }

    public void Remove(UnitLink link)
    {
        if (_links.RemoveAll(one => ReferenceEquals(one, link)) > 0)
        {
            _copies -= link.Copy != CopyKind.None ? 1 : 0;
        }
    }

    private static readonly IComparer<Unit> s_order = Comparer<Unit>.Create(Unit.Compare);
}
