using Ao.Files;

namespace Ao.Git.Ledgers;

/// <summary>A repository for the time of one fetch: what comes from elsewhere is judged there, and only what is kept leaves it.</summary>
internal sealed class Quarantine : IAsyncDisposable
{
    /// <summary>Where the head lies that was fetched.</summary>
    public const string Offered = "refs/ao/offered";

    private static readonly string[] s_kept = [".pack", ".rev", ".idx"];
    private readonly LedgerRepository _repository;
    private readonly FolderRemoval _removal;

    /// <param name="repository">The repository whose objects it borrows.</param>
    /// <param name="kept">What is kept of the chain, so that only what is new is sent.</param>
    /// <param name="removal">Removes it in the end.</param>
    public Quarantine(LedgerRepository repository, string? kept, FolderRemoval removal)
    {
        (_repository, _removal) = (repository, removal);
        Folder = repository.NewScratch();
        RepositoryFiles.WriteBorrowing(Folder, repository.Configuration, "ref: refs/heads/main", Path.Combine(repository.Folder, "objects"), kept is null ? [] : [("refs/ao/kept", kept)]);
    }

    public string Folder { get; }

    private string Packs => Path.Combine(Folder, "objects", "pack");

    /// <summary>Gets the head that was fetched.</summary>
    public async ValueTask<string?> FindOfferedAsync(CancellationToken cancellationToken)
    {
        var result = await _repository.RunAsync(new GitCall("rev-parse", "--verify", "--quiet", Offered) { GitDir = Folder }, cancellationToken).ConfigureAwait(false);
        return result.Succeeded && result.Output.Trim() is var id && Revision.IsRevision(id) ? id : null;
    }

    /// <summary>Gets how many bytes are in it by now, also of what has not come to its end.</summary>
    public long Measure()
    {
        try
        {
            return new DirectoryInfo(Packs).EnumerateFiles().Where(static file => !file.Name.EndsWith(".idx", StringComparison.Ordinal) && !file.Name.EndsWith(".rev", StringComparison.Ordinal)).Sum(static file => file.Length);
        }
        catch (FileNotFoundException)
        {
            // Git gave a file its final name while they were counted; the next look sees it.
            return 0;
        }
    }

    /// <summary>Moves what came to the objects that stay. A pack can be read when its index is there, which comes last.</summary>
    public void Release()
    {
        var target = Path.Combine(_repository.Folder, "objects", "pack");
        foreach (var ending in s_kept)
        {
            foreach (var file in Directory.GetFiles(Packs, "pack-*" + ending))
            {
                File.Move(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
            }
        }

        DurableFile.SyncFolder(target);
    }

    public ValueTask DisposeAsync() => _removal.RemoveAsync(Folder, CancellationToken.None);
}
