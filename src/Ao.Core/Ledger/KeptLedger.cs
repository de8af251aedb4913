using System.Security.Cryptography;
using Ao.Ledger.Protocol;

namespace Ao.Ledger;

/// <summary>A publisher's records in memory. They are changed by whoever holds the gate, and read by everybody.</summary>
internal sealed class KeptLedger(string forkId) : IDisposable
{
    private readonly Lock _sync = new();
    private readonly List<LedgerEntry> _entries = [];
    private PublisherView? _view;
    private Dictionary<string, LedgerEntry>? _byContent;

    public string ForkId => forkId;

    /// <summary>Gets who may change it.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Gets how far it was read.</summary>
    public LedgerChain Chain { get; private set; } = new() { Publisher = forkId };

    /// <summary>Gets or sets whether it holds all that the journal says was taken.</summary>
    public bool IsLoaded { get; set; }

    /// <summary>Gets or sets when its place was reached last.</summary>
    public DateTimeOffset? ReachedAt { get; set; }

    /// <summary>Gets or sets what stood in the way last.</summary>
    public string? Problem { get; set; }

    public PublisherView View
    {
        get
        {
            lock (_sync)
            {
                return _view ??= PublisherView.Of(_entries);
            }
        }
    }

    /// <summary>Gives the newest record that says the very same and stands; <see langword="null"/> where none does.</summary>
    public LedgerEntry? Same(string kind, ReadOnlyMemory<byte> body)
    {
        lock (_sync)
        {
            if (_byContent is null)
            {
                _byContent = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
                Index(_entries);
            }

            return _byContent.TryGetValue(NameOf(kind, body), out var entry) && View.Find(entry.Id) is { Stands: true } standing ? standing : null;
        }
    }

    /// <summary>Takes in what comes next of the chain.</summary>
    public void Add(LedgerChain chain, IReadOnlyList<LedgerEntry> entries)
    {
        lock (_sync)
        {
            Chain = chain;
            _entries.AddRange(entries);
            Index(entries);
            _view = null;
        }
    }

    /// <summary>Forgets everything, to be read anew from a beginning.</summary>
    public void Reset(LedgerChain chain)
    {
        lock (_sync)
        {
            Chain = chain;
            _entries.Clear();
            (_view, _byContent) = (null, null);
        }

        IsLoaded = false;
    }

    /// <summary>Gives what two records of the same content have in common.</summary>
    public static string NameOf(string kind, ReadOnlyMemory<byte> body) => $"{kind}/{Convert.ToHexStringLower(SHA256.HashData(body.Span))}";

    public void Dispose() => Gate.Dispose();

    private void Index(IEnumerable<LedgerEntry> entries)
    {
        if (_byContent is not null)
        {
            foreach (var entry in entries)
            {
                _byContent[NameOf(entry.Kind, entry.Body)] = entry;
            }
        }
    }
}
