namespace Ao.Consents;

/// <summary>Where the audit trail ends.</summary>
/// <param name="Head">The newest entry.</param>
/// <param name="Position">The position of the journal up to which there are entries.</param>
/// <param name="Length">The length of the trail in bytes.</param>
/// <param name="BadEntry">The first entry that does not fit, where one does not.</param>
/// <param name="Problem">What is wrong, or <see langword="null"/>.</param>
internal sealed record AuditTail(AuditAnchor Head, long Position, long Length, long? BadEntry = null, string? Problem = null)
{
    /// <summary>Reads the trail to its end. What an append that broke off has left behind the anchors is cut off; anything else that does not fit is damage.</summary>
    public static async ValueTask<AuditTail> LoadAsync(AuditFiles files, AuditAnchor? journalAnchor, CancellationToken cancellationToken)
    {
        var anchor = await files.ReadAnchorAsync(cancellationToken).ConfigureAwait(false);
        var tail = new AuditTail(AuditEntry.Genesis, 0, 0);
        if (anchor is null)
        {
            if (files.HasAnchor || files.Length > 0 || journalAnchor is not null)
            {
                return tail with { Problem = $"The anchor of the trail is {(files.HasAnchor ? "damaged" : "missing")}." };
            }

            await files.WriteAnchorAsync(AuditEntry.Genesis, cancellationToken).ConfigureAwait(false);
            return tail;
        }

        var mustReach = Math.Max(anchor.Entry, journalAnchor?.Entry ?? 0);
        var isTorn = false;
        await foreach (var (line, isWhole) in files.ReadLinesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!isWhole || AuditEntry.Read(tail.Head, line) is not { } read)
            {
                // A crash leaves a line without its end, or blocks of zeros where the disk had not come to write; a whole line that does not fit was put there.
                isTorn = !isWhole || line.Span.Contains((byte)0);
                break;
            }

            tail = tail with { Head = read.Head, Position = read.Position, Length = tail.Length + line.Length + 1 };
            if ((anchor.Entry == tail.Head.Entry && anchor.Hash != tail.Head.Hash) || (journalAnchor?.Entry == tail.Head.Entry && journalAnchor.Hash != tail.Head.Hash))
            {
                return tail with { BadEntry = tail.Head.Entry, Problem = "The entry is not the one that was anchored." };
            }
        }

        if (tail.Head.Entry < mustReach)
        {
            return tail with { BadEntry = tail.Head.Entry + 1, Problem = $"The entry is changed or missing; the trail was anchored at entry {mustReach}." };
        }

        if (files.Length > tail.Length)
        {
            if (!isTorn)
            {
                return tail with { BadEntry = tail.Head.Entry + 1, Problem = "The entry does not follow the one before." };
            }

            files.Cut(tail.Length);
        }

        if (anchor.Entry < tail.Head.Entry)
        {
            // A host that ended between the lines and their anchor has left it behind: until it is there, nothing beside the journal says where the trail ends.
            await files.WriteAnchorAsync(tail.Head, cancellationToken).ConfigureAwait(false);
        }

        return tail;
    }
}
