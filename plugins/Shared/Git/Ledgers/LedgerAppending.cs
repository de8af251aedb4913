using Ao.Ledger;

namespace Ao.Git.Ledgers;

/// <summary>Adds commits to the chains that this host writes: objects first, then the reference from the state that was seen. A death in between leaves objects that nothing names.</summary>
internal sealed class LedgerAppending(LedgerRepositories repositories)
{
    private const int LargestCommit = 16 * 1024 * 1024;

    public async ValueTask<string> AppendAsync(LedgerAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        var reference = LedgerRefs.Own(LedgerRefs.Require(append.ForkId));
        var parent = append.Parent is { } known ? Revision.Require(known) : null;
        Require(append);
        var repository = await repositories.OfAsync(append.Source, cancellationToken).ConfigureAwait(false);
        using var turn = await repository.EnterAsync(append.ForkId, cancellationToken).ConfigureAwait(false);

        var head = repository.Find(reference);
        var pack = new PackWriter(repository.Format);
        var tree = await new TreeBuilding(repository, pack).AddAsync(parent, append.Files, cancellationToken).ConfigureAwait(false);
        var unsigned = CommitText.Write(tree, parent, append.Author, append.ForkId, append.At, append.Message);
        if (head != parent)
        {
            return head is not null && await IsSameAsync(repository, head, unsigned, cancellationToken).ConfigureAwait(false) ? head : throw Moved(append, head);
        }

        var commit = pack.Add("commit", CommitText.Sign(unsigned, repository.Format.SignatureHeader, append.Sign(unsigned)));
        await repository.ReadAsync(new GitCall("unpack-objects", "-q") { Bytes = pack.ToArray() }, cancellationToken).ConfigureAwait(false);
        if (!await repository.TryMoveAsync(new RefChange(reference, commit, parent), cancellationToken).ConfigureAwait(false))
        {
            throw Moved(append, repository.Find(reference));
        }

        await repository.TidyAsync(cancellationToken).ConfigureAwait(false);
        return commit;
    }

    private static void Require(LedgerAppend append)
    {
        foreach (var path in append.Files.Keys)
        {
            LedgerPath.Require(path);
        }

        if (append.Files.Count == 0 || append.Files.Values.Sum(static file => (long)file.Length) > LargestCommit)
        {
            throw new AoException($"A commit of the ledger of '{append.ForkId}' cannot have {append.Files.Count} files of {append.Files.Values.Sum(static file => (long)file.Length)} bytes. Give at least one file, and at most {LargestCommit} bytes; divide what is more.");
        }
    }

    /// <summary>Tells whether a commit says the same. Its signature need not be the same: some are different each time.</summary>
    private static async ValueTask<bool> IsSameAsync(LedgerRepository repository, string head, byte[] unsigned, CancellationToken cancellationToken) =>
        (await repository.ReadObjectsAsync([head], CommitText.Largest, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(head)?.Content is { } content
        && unsigned.AsSpan().SequenceEqual(CommitText.WithoutSignature(content.Span, repository.Format.SignatureHeader));

    private static AoException Moved(LedgerAppend append, string? head) =>
        new($"The chain of '{append.ForkId}' ends with '{head ?? "nothing"}', and not with '{append.Parent ?? "nothing"}' as was thought. See whether another host uses this data folder; read the chain to its end, and add to that.");
}
