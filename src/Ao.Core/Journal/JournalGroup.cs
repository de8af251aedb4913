namespace Ao.Journal;

/// <summary>The facts of one commit, and what streams become by it.</summary>
/// <remarks>Nothing in it counts before the commit has succeeded: then <see cref="Accept"/> takes it over.</remarks>
internal sealed class JournalGroup(StreamHeads streams, TimeProvider time)
{
    private readonly Dictionary<string, StreamHead> _changed = new(StringComparer.Ordinal);
    private readonly List<Fact> _facts = [];
    private JournalDatabase? _database;
    private bool _writing;
    private DateTimeOffset _at;
    private long _changedEpoch;

    /// <summary>Gets the position of the newest durable fact.</summary>
    public long Head { get; private set; }

    /// <summary>Gets the host's epoch; before it has one, the highest of those that came before.</summary>
    public long Epoch { get; private set; }

    /// <summary>Gets where the streams stand by what is durable.</summary>
    public StreamHeads Streams => streams;

    /// <summary>Gets the facts that are being written.</summary>
    public IReadOnlyList<Fact> Facts => _facts;

    private long End => _facts.Count > 0 ? _facts[^1].Position : Head;

    /// <summary>Takes in a fact that was durable before.</summary>
    public void Replay(Fact fact)
    {
        Head = fact.Position;
        Epoch = Math.Max(Epoch, fact.Epoch);
        streams[fact.Stream] = new StreamHead(fact.Version, fact.Epoch, fact.Position);
    }

    /// <summary>Takes in what all facts up to a position have come to.</summary>
    public void Restore(long position, IEnumerable<KeyValuePair<string, StreamHead>> heads)
    {
        Head = position;
        foreach (var (stream, head) in heads)
        {
            Epoch = Math.Max(Epoch, head.Epoch);
            streams[stream] = head;
        }
    }

    /// <summary>Begins to write as a host.</summary>
    public void TakeEpoch(long epoch) => Epoch = epoch;

    /// <summary>Begins the next commit.</summary>
    public void Begin(JournalDatabase database)
    {
        Clear();
        _database = database;
        _at = FactTime.Truncate(time.GetUtcNow());
    }

    /// <summary>Commits what was written, if anything was.</summary>
    public void Commit()
    {
        if (_writing)
        {
            _database!.Commit();
            _writing = false;
        }
    }

    /// <summary>Takes over what was committed.</summary>
    public void Accept()
    {
        foreach (var (stream, head) in _changed)
        {
            streams[stream] = head;
        }

        Head = End;
        Epoch = Math.Max(Epoch, _changedEpoch);
    }

    /// <summary>Forgets what was not committed.</summary>
    public void Clear()
    {
        _facts.Clear();
        _changed.Clear();
        _changedEpoch = 0;
        _writing = false;
        _database = null;
    }

    public IReadOnlyList<Fact> Append(IReadOnlyList<StreamAppend> appends)
    {
        var facts = new List<Fact>();
        var heads = appends.Count == 1 ? null : new Dictionary<string, StreamHead>(StringComparer.Ordinal);
        var position = End;
        foreach (var append in appends)
        {
            var head = heads is not null && heads.TryGetValue(append.Stream, out var own) ? own : HeadOf(append.Stream);
            head = Check(append, head);
            foreach (var fact in append.Facts)
            {
                head = head with { Version = head.Version + 1, Position = ++position };
                facts.Add(new Fact { Position = position, Stream = append.Stream, Version = head.Version, Epoch = head.Epoch, Type = fact.Type, Schema = fact.Schema, At = _at, Data = fact.Data });
            }

            heads?[append.Stream] = head;
        }

        Write(facts);
        return facts;
    }

    public void SaveSnapshot(string name, JournalSnapshot snapshot)
    {
        if (snapshot.Position > End)
        {
            throw new JournalRefusedException($"A snapshot of '{name}' at position {snapshot.Position} was refused: the journal ends at {Head}.");
        }

        EnsureWriting();
        _database!.SaveSnapshot(name, snapshot);
    }

    public long Import(IEnumerable<Fact> facts)
    {
        if (End > 0)
        {
            throw new JournalRefusedException("Only an empty journal can be imported into, and this one holds facts. Choose another data folder with Ao:DataFolder.");
        }

        foreach (var fact in facts)
        {
            Write([fact]);
        }

        // This host writes under an epoch of its own, behind all that were imported.
        _changedEpoch = _facts.Count == 0 ? 0 : _facts.Max(fact => fact.Epoch) + 1;
        return _facts.Count;
    }

    private StreamHead Check(StreamAppend append, StreamHead head)
    {
        var epoch = append.Epoch ?? Epoch;
        if (epoch < head.Epoch)
        {
            throw new StaleWriterException(append.Stream, epoch, head.Epoch);
        }

        if (append.ExpectedVersion is { } expected && expected != head.Version)
        {
            throw new StreamVersionException(append.Stream, expected, head.Version);
        }

        return head with { Epoch = epoch };
    }

    private StreamHead HeadOf(string stream) =>
        _changed.TryGetValue(stream, out var changed) ? changed : streams[stream];

    private void Write(IReadOnlyList<Fact> facts)
    {
        EnsureWriting();
        foreach (var fact in facts)
        {
            _database!.Insert(fact, HeadOf(fact.Stream).Position);
            _facts.Add(fact);
            _changed[fact.Stream] = new StreamHead(fact.Version, fact.Epoch, fact.Position);
        }
    }

    private void EnsureWriting()
    {
        if (!_writing)
        {
            _database!.Begin();
            _writing = true;
        }
    }
}
