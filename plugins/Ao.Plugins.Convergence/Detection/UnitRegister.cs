using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>The forks with what was taken in of each, and the units that it forms.</summary>
internal sealed class UnitRegister
{
    private readonly SortedDictionary<string, ForkInfo> _forks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _holders = new(StringComparer.Ordinal);
    private readonly ChangeReader _reader;
    private List<Unit> _ordered = [];

    public UnitRegister() => _reader = new ChangeReader(Words);

    public WordBook Words { get; } = new();

    public ReportBook Reports { get; } = new();

    /// <summary>Gets how many changes of the upstream's were taken in.</summary>
    public int UpstreamChanges => _forks.Values.Where(static fork => fork.IsUpstream).Sum(static fork => fork.Changes.Count);

    public ForkInfo Fork(string id) => _forks[id];

    /// <summary>Takes in what is new of a fork; what is known already is left out.</summary>
    public void Add(ForkHistory history, CancellationToken cancellationToken)
    {
        if (!_forks.TryGetValue(history.ForkId, out var fork))
        {
            _forks[history.ForkId] = fork = new ForkInfo(history.ForkId);
        }

        fork.Name = history.Name ?? fork.Name;
        if (history.IsUpstream && !fork.IsUpstream)
        {
            fork.IsUpstream = true;
            Forget(_forks.Keys);
        }

        // The first of two records or changes with one id, in an order that is not the order of coming, is the one that counts.
        foreach (var record in history.Records.OrderBy(static record => record.At.UtcTicks).ThenBy(static record => record.Report.Title, StringComparer.Ordinal).ThenBy(static record => record.Report.Body, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Reports.Add(fork.Id, record);
        }

        foreach (var change in history.Changes.OrderBy(static change => change.At.UtcTicks).ThenBy(static change => change.Message, StringComparer.Ordinal).ThenBy(static change => change.Patch, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!fork.Changes.ContainsKey(change.Revision))
            {
                Add(fork, _reader.Read(fork.Id, change));
            }
        }
    }

    /// <summary>Gives all units in their order. A unit that nothing has come to stays the same object.</summary>
    public IReadOnlyList<Unit> Form()
    {
        var (gone, come) = (new HashSet<Unit>(), new List<Unit>());
        foreach (var fork in _forks.Values.Where(static fork => fork.HasNews))
        {
            var known = fork.Units.ToDictionary(static unit => unit.Members[0]);
            var units = new List<Unit>();
            foreach (var members in UnitBuilder.Group(fork.Changes.Values.Where(change => IsOwned(fork, change))))
            {
                var holders = HoldersOf(members);
                if (known.TryGetValue(members[0], out var same) && same.Is(members, holders, fork.IsUpstream))
                {
                    known.Remove(members[0]);
                    units.Add(same);
                }
                else
                {
                    units.Add(Unit.Of(members, holders, fork.IsUpstream));
                    come.Add(units[^1]);
                }
            }

            gone.UnionWith(known.Values);
            (fork.Units, fork.HasNews) = (units, false);
        }

        if (gone.Count + come.Count > 0)
        {
            _ordered = Merge(_ordered, gone, come);
        }

        return _ordered;
    }

    private static List<Unit> Merge(List<Unit> ordered, HashSet<Unit> gone, List<Unit> come)
    {
        come.Sort(Unit.Compare);
        var merged = new List<Unit>(ordered.Count + come.Count);
        var next = 0;
        foreach (var unit in ordered.Where(unit => !gone.Contains(unit)))
        {
            while (next < come.Count && Unit.Compare(come[next], unit) < 0)
            {
                merged.Add(come[next++]);
            }

            merged.Add(unit);
        }

        merged.AddRange(come[next..]);
        return merged;
    }

    private void Add(ForkInfo fork, Change change)
    {
        fork.Changes[change.Revision] = change;
        fork.HasNews = true;

        // Nearly all revisions are in one fork alone, and share what says so.
        var holders = _holders.TryGetValue(change.Revision, out var known) ? [.. known.Append(fork.Id).Order(StringComparer.Ordinal)] : fork.Alone;
        _holders[change.Revision] = holders;
        if (holders.Length > 1)
        {
            Forget(holders);
        }
    }

    private void Forget(IEnumerable<string> forks)
    {
        foreach (var fork in forks)
        {
            _forks[fork].HasNews = true;
        }
    }

    private string[] HoldersOf(List<Change> members)
    {
        var first = _holders[members[0].Revision];
        return members.TrueForAll(member => ReferenceEquals(_holders[member.Revision], first))
            ? first
            : [.. members.SelectMany(member => _holders[member.Revision]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>A revision that several forks have is one change: the upstream's, or else that of the first of them.</summary>
    private bool IsOwned(ForkInfo fork, Change change)
    {
        var holders = _holders[change.Revision];
        return holders.Length == 1 || fork.Id == (holders.FirstOrDefault(holder => _forks[holder].IsUpstream) ?? holders[0]);
    }
}
