using System.Collections.Concurrent;
using System.Text;
using Ao.AgentTools;
using Ao.Ledger.Protocol;
using Ao.Sessions;

namespace Ao.Ledger;

/// <summary>Keeps the private keys of own ledgers, in files of the data folder that only their owner reads. No key leaves it, and none is written to a log or a fact.</summary>
internal sealed class LedgerKeyStore(DataFolders folders) : IDisposable
{
    private const string Mark = "fork ";
    private readonly ConcurrentDictionary<string, OwnKey> _read = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Finds a project's key.</summary>
    /// <exception cref="AoException">Its file cannot be read, or holds no key.</exception>
    public OwnKey? Find(ProjectId project) => Read(PathOf(project));

    /// <summary>Finds the key that a project's ledger is about to change to.</summary>
    public OwnKey? FindNext(ProjectId project) => Read(NextPathOf(project));

    /// <summary>Makes a project's key where there is none. It is on the disk before it signs anything.</summary>
    public OwnKey FindOrMake(ProjectId project) => ReadOrMake(PathOf(project), forkId: null);

    /// <summary>Makes the key to change to where there is none.</summary>
    public OwnKey FindOrMakeNext(ProjectId project, string forkId) => ReadOrMake(NextPathOf(project), forkId);

    /// <summary>Puts the next key in the place of the one that signed until now, which is of no use any more.</summary>
    public void Promote(ProjectId project)
    {
        var (next, path) = (NextPathOf(project), PathOf(project));
        lock (_lock)
        {
            Guarded(path, () => File.Move(next, path, overwrite: true));
            _read.TryRemove(next, out _);
            _read.TryRemove(path, out _);
        }
    }

    public void Dispose()
    {
        foreach (var key in _read.Values)
        {
            key.Signer.Dispose();
        }
    }

    private string PathOf(ProjectId project) => Path.Combine(folders.Keys, $"{project}.pem");

    private string NextPathOf(ProjectId project) => Path.Combine(folders.Keys, $"{project}.next.pem");

    private OwnKey ReadOrMake(string path, string? forkId)
    {
        lock (_lock)
        {
            return Read(path) ?? Make(path, forkId);
        }
    }

    private OwnKey? Read(string path)
    {
        if (_read.TryGetValue(path, out var known))
        {
            return known;
        }

        return Guarded(path, () => File.Exists(path) ? _read.GetOrAdd(path, Parse) : null);
    }

    private static OwnKey Parse(string path)
    {
        OwnerFile.Protect(path);
        var text = File.ReadAllText(path);
        var signer = LedgerSigner.Read(text) ?? throw new AoException($"'{path}' holds no private key of the curve P-256. Put the file back from a copy; without it the ledger cannot go on, and removing it begins a new one under another id.");
        var forkId = text.Split('\n', 2)[0].Trim() is { } first && first.StartsWith(Mark, StringComparison.Ordinal) && LedgerFormat.IsForkId(first[Mark.Length..]) ? first[Mark.Length..] : signer.Key.ForkId;
        return new OwnKey(forkId, signer);
    }

    // Whole under its name or not at all, so that a crash leaves no half of a key.
    private OwnKey Make(string path, string? forkId) => Guarded(path, () =>
    {
        using (var made = LedgerSigner.Make(out var pem))
        {
            var draft = $"{path}.{Guid.NewGuid():n}";
            OwnerFile.Write(draft, Encoding.ASCII.GetBytes($"{Mark}{forkId ?? made.Key.ForkId}\n{pem}"));
            File.Move(draft, path, overwrite: false);
        }

        return _read.GetOrAdd(path, Parse);
    });

    private static void Guarded(string path, Action act) => Guarded<object?>(path, () =>
    {
        act();
        return null;
    });

    private static T Guarded<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"The key of the ledger, '{path}', cannot be used: {Printable.Clean(exception.Message)} See to it that the host's user can read and write the folder.", exception);
        }
    }
}
