using Ao.Files;
using Ao.Ledger;

namespace Ao.Git.Ledgers;

/// <summary>Writes chains into bundle files, each as a whole: a reader meets the old file or the new one.</summary>
internal sealed class BundleWriting(FolderRemoval removal)
{
    private const long Largest = 256L * 1024 * 1024;

    public async ValueTask<LedgerPush> WriteAsync(LedgerRepository repository, string forkId, string head, string path, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            return new LedgerPush(null, $"'{Printable.Quote(path)}' is a folder. Give the path of a file for the bundle.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new TransientException($"The folder of the bundle file '{Printable.Quote(path)}' is not there. Mount or create it.");
        }

        if (File.Exists(path) && await LookAsync(repository, forkId, head, path, cancellationToken).ConfigureAwait(false) is { } answer)
        {
            return answer;
        }

        var scratch = repository.NewScratch();
        Directory.CreateDirectory(scratch);
        try
        {
            var draft = Path.Combine(scratch, "bundle");
            await repository.ReadAsync(new GitCall("bundle", "create", "--quiet", draft, LedgerRefs.Own(forkId)), cancellationToken).ConfigureAwait(false);
            if (new FileInfo(draft).Length is var size and > Largest)
            {
                return new LedgerPush(null, $"The chain of '{forkId}' makes a bundle of {size} bytes, and one of more than {Largest} is not written. Bring it to a repository instead.");
            }

            // The chain may have grown meanwhile: what is in the file is what counts.
            var content = await File.ReadAllBytesAsync(draft, cancellationToken).ConfigureAwait(false);
            await DurableFile.WriteAsync(path, content, cancellationToken).ConfigureAwait(false);
            BundleFile.TryRead(content, repository.Format, out var written);
            return new LedgerPush(written?.Heads.GetValueOrDefault(LedgerRefs.Own(forkId)) ?? head);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransientException($"The bundle file '{Printable.Quote(path)}' could not be written: {Printable.Quote(exception.Message)} See that there is space, and that this host may write there.", innerException: exception);
        }
        finally
        {
            await removal.RemoveAsync(scratch, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Looks at the file that is there: somebody's own, or another chain, is not overwritten.</summary>
    private static async ValueTask<LedgerPush?> LookAsync(LedgerRepository repository, string forkId, string head, string path, CancellationToken cancellationToken)
    {
        var (bundle, _, fault) = await BundleFile.OpenAsync(path, repository.Format, Largest, cancellationToken).ConfigureAwait(false);
        return bundle is null ? new LedgerPush(null, $"There is a file '{Printable.Quote(path)}' that is not overwritten: {fault}. Give another path, or remove it.")
            : LedgerOffer.Find(bundle.Heads, forkId) is not { } offer ? new LedgerPush(null, $"The bundle '{Printable.Quote(path)}' holds nothing of '{forkId}', and is not overwritten. Give another path, or remove it.")
            : offer.Head == head ? new LedgerPush(head)
            : await LedgerPublishing.RefusalAsync(repository, path, forkId, head, offer.Head, cancellationToken).ConfigureAwait(false) is { } reason ? new LedgerPush(null, reason)
            : null;
    }
}
