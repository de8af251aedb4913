using Ao.Commands;
using Ao.Git.Remotes;
using Ao.Scm;
using Microsoft.Extensions.Logging;

namespace Ao.Git.Ledgers;

/// <summary>The repository of a project's ledgers: bare, this host's own, with a reference for each chain.</summary>
internal sealed partial class LedgerRepository(GitClient git, RemoteGit remote, ProjectSource source, ControlRepository references, string configuration, FolderRemoval removal, ILogger logger) : IDisposable
{
    /// <summary>How long git may take over what others wrote.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int MaxPacks = 32;
    private const int MaxLooseInOneOf256 = 8;
    private readonly KeyedLock _turns = new();

    public string Folder => references.Folders.Control;

    public string Configuration => configuration;

    public ObjectFormat Format { get; } = new(references.ObjectFormat);

    public string NewScratch() => references.Folders.NewScratch();

    /// <summary>Waits until nobody else changes a chain.</summary>
    public ValueTask<IDisposable> EnterAsync(string forkId, CancellationToken cancellationToken) => _turns.EnterAsync(forkId, cancellationToken);

    /// <summary>Gives what a reference points to. No reference of this repository is ever packed, so that it takes no process.</summary>
    public string? Find(string reference)
    {
        var file = Path.Combine(Folder, reference.Replace('/', Path.DirectorySeparatorChar));
        try
        {
            return File.ReadAllText(file).Trim() is var id && Revision.IsRevision(id) ? id : throw new GitException($"The reference '{reference}' in '{Folder}' holds no revision. See what wrote it, and give it the newest commit of its chain.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Gives the head of a chain: of the one that this host writes, else of the one that was brought here.</summary>
    public string? FindHead(string forkId) => Find(LedgerRefs.Own(forkId)) ?? Find(LedgerRefs.Peer(forkId));

    /// <summary>Gives the heads that contradict a chain.</summary>
    public IReadOnlyList<string> FindEvidence(string forkId)
    {
        var folder = Path.Combine(Folder, LedgerRefs.EvidenceOf(forkId).Replace('/', Path.DirectorySeparatorChar));
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(Path.GetFileName).OfType<string>().Where(Revision.IsRevision)] : [];
    }

    public ValueTask<bool> ContainsAsync(string revision, CancellationToken cancellationToken) => references.ContainsAsync(revision, cancellationToken);

    public ValueTask<bool> IsAncestorAsync(string ancestor, string descendant, CancellationToken cancellationToken) => references.IsAncestorAsync(ancestor, descendant, cancellationToken);

    public ValueTask<bool> TryMoveAsync(RefChange change, CancellationToken cancellationToken) => references.TryUpdateRefsAsync(cancellationToken, change);

    public ValueTask<CommandResult> RunAsync(GitCall call, CancellationToken cancellationToken) => git.RunAsync(call with { GitDir = call.GitDir ?? Folder }, cancellationToken);

    public ValueTask<string> ReadAsync(GitCall call, CancellationToken cancellationToken) => git.ReadAsync(call with { GitDir = call.GitDir ?? Folder }, cancellationToken);

    /// <summary>Runs git against another place, with the credential that belongs to it.</summary>
    public ValueTask<CommandResult> RunAsync(GitCall call, RemoteAddress address, CancellationToken cancellationToken) => remote.RunAsync(call with { GitDir = call.GitDir ?? Folder }, source, address, cancellationToken);

    /// <summary>Reads objects; what is not here is left out.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="largest">How many bytes of one are wanted at most; 0 for none.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <param name="gitDir">Another repository to read them from.</param>
    public async ValueTask<IReadOnlyDictionary<string, GitObject>> ReadObjectsAsync(IReadOnlyCollection<string> ids, int largest, CancellationToken cancellationToken, string? gitDir = null)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<string, GitObject>();
        }

        var stream = new ObjectStream(largest);
        var call = new GitCall("cat-file", "--buffer", largest == 0 ? "--batch-check" : "--batch") { GitDir = gitDir, Input = string.Join('\n', ids) + "\n", OutputLimit = 16 * 1024, Observer = stream };
        var result = await RunAsync(call, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? stream.Objects : throw GitClient.Failure("cat-file", result);
    }

    public Quarantine NewQuarantine(string? kept) => new(this, kept, removal);

    /// <summary>Brings many small packs and single objects together, so that reading stays quick. Nothing is dropped.</summary>
    public async ValueTask TidyAsync(CancellationToken cancellationToken)
    {
        var packs = Path.Combine(Folder, "objects", "pack");
        var sample = Path.Combine(Folder, "objects", "17");
        if (Directory.EnumerateFiles(packs, "*.pack").Count() < MaxPacks && (!Directory.Exists(sample) || Directory.EnumerateFiles(sample).Count() < MaxLooseInOneOf256))
        {
            return;
        }

        using var held = await references.LockAsync(cancellationToken).ConfigureAwait(false);
        var result = await RunAsync(new GitCall("repack", "--geometric=2", "-d", "-q") { TimeLimit = Patience }, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            LogUntidy(logger, Folder, RemoteFaults.WordsOf(result));
        }
    }

    public void Dispose() => references.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The objects in '{Folder}' could not be brought together; they are read as they are: {Words}")]
    private static partial void LogUntidy(ILogger logger, string folder, string words);
}
