using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>The forks with what was taken in of each, and the units that it forms.</summary>
internal sealed class UnitRegister
{
    private readonly SortedDictionary<string, ForkInfo> _forks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _holders = new(StringComparer.Ordinal);
    private readonly ChangeReader _reader;

    public UnitRegister() => _reader = new ChangeReader(Words);

    public WordBook Words { get; } = new();

    public IEnumerable<ForkInfo> Forks => _forks.Values;

    /// <summary>Gets how often records were taken in: as long as it stays, the records are the same.</summary>
    public int RecordVersion { get; private set; }

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
            Forget(_forks.Values.Select(static any => any.Id));
        }

        // The first of two records or changes with one id, in an order that is not the order of coming, is the one that counts.
        foreach (var record in history.Records.OrderBy(static record => record.At.UtcTicks).ThenBy(static record => record.Report.Title, StringComparer.Ordinal).ThenBy(static record => record.Report.Body, StringComparer.Ordinal))
        {
            RecordVersion += fork.Records.TryAdd(record.Id, record) ? 1 : 0;
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

    /// <summary>Gives all units in their order.</summary>
    public List<Unit> Form()
    {
        var units = new List<Unit>();
        foreach (var fork in _forks.Values)
        {
            fork.Units ??= [.. UnitBuilder.Group(fork.Changes.Values.Where(change => IsOwned(fork, change))).Select(members => Unit.Of(members, HoldersOf(members), fork.IsUpstream))];
            units.AddRange(fork.Units);
        }

        units.Sort(Unit.Compare);
        return units;
    }

    private void Add(ForkInfo fork, Change change)
    {
        fork.Changes[change.Revision] = change;
        fork.Units = null;
        if (!_holders.TryGetValue(change.Revision, out var holders))
        {
            _holders[change.Revision] = holders = new SortedSet<string>(StringComparer.Ordinal);
        }

        holders.Add(fork.Id);
        if (holders.Count > 1)
        {
            Forget(holders);
        }
    }

    private void Forget(IEnumerable<string> forks)
    {
        foreach (var fork in forks)
        {
            _forks[fork].Units = null;
        }
    }

    private IReadOnlyList<string> HoldersOf(List<Change> members) => [.. members.SelectMany(member => _holders[member.Revision]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>A revision that several forks have is one change: the upstream's, or else that of the first of them.</summary>
    private bool IsOwned(ForkInfo fork, Change change)
    {
        var holders = _holders[change.Revision];
        return holders.Count == 1 || fork.Id == (holders.FirstOrDefault(holder => _forks[holder].IsUpstream) ?? holders.Min);
    }
}
