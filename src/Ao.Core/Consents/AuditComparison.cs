using Ao.Journal;

namespace Ao.Consents;

/// <summary>Compares the trail with the journal, one fact after the other.</summary>
internal sealed class AuditComparison(AuditAnchor? anchor, bool hasAnchorFile)
{
    // The entries since the last anchor in the journal: the next one is of one of them.
    private readonly Queue<AuditAnchor> _sinceAnchor = new();
    private AuditAnchor _head = AuditEntry.Genesis;

    /// <summary>Compares the next fact with the next line.</summary>
    /// <returns>The verdict, where they differ.</returns>
    public AuditVerification? Next(Fact fact, (ReadOnlyMemory<byte> Line, bool IsWhole)? line)
    {
        var (expected, head) = AuditEntry.Write(_head, fact);
        if (line is not { } found)
        {
            return Bad(head.Entry, $"The entry of fact {fact.Position} ('{fact.Type}') is missing: the trail ends at entry {_head.Entry}.");
        }

        if (!found.IsWhole || !found.Line.Span.SequenceEqual(expected))
        {
            return Bad(head.Entry, AuditEntry.Read(_head, found.Line) is null
                ? $"The entry of fact {fact.Position} ('{fact.Type}') was changed, swapped or cut: it does not carry its own hash, or does not follow entry {_head.Entry}."
                : $"The entry is whole, but fact {fact.Position} ('{fact.Type}') in the journal says otherwise: the trail or the journal was changed.");
        }

        _head = head;
        _sinceAnchor.Enqueue(head);
        return anchor is not null && anchor.Entry == head.Entry && anchor.Hash != head.Hash
            ? Bad(head.Entry, "The entry is not the one that was anchored beside the trail.")
            : null;
    }

    /// <summary>Compares an anchor in the journal, which was written when the trail had reached its entry.</summary>
    /// <returns>The verdict, where it does not fit.</returns>
    public AuditVerification? Anchor(AuditAnchor journaled, long position)
    {
        if (journaled.Entry > _head.Entry)
        {
            return Bad(_head.Entry + 1, $"Fact {position} anchors entry {journaled.Entry}, which the facts before it do not reach: facts are missing from the journal.");
        }

        while (_sinceAnchor.TryPeek(out var earlier) && earlier.Entry < journaled.Entry)
        {
            _sinceAnchor.Dequeue();
        }

        return _sinceAnchor.TryPeek(out var entry) && entry.Entry == journaled.Entry && entry.Hash != journaled.Hash
            ? Bad(journaled.Entry, $"The entry is not the one that fact {position} anchors.")
            : null;
    }

    /// <summary>Ends the comparison.</summary>
    /// <param name="hasMore">Whether the trail has lines behind the last fact.</param>
    public AuditVerification End(bool hasMore)
    {
        if (hasMore)
        {
            return Bad(_head.Entry + 1, "The entry has no fact in the journal: it was added to the trail, or facts were taken from the journal.");
        }

        if (anchor is null)
        {
            return hasAnchorFile || _head.Entry > 0
                ? new AuditVerification(IsIntact: false, _head.Entry, FirstBadEntry: null, "The anchor beside the trail is missing or damaged.")
                : new AuditVerification(IsIntact: true, 0);
        }

        return anchor.Entry > _head.Entry
            ? Bad(_head.Entry + 1, $"The trail and the journal end at entry {_head.Entry}, but entry {anchor.Entry} was anchored: both were cut short.")
            : new AuditVerification(IsIntact: true, _head.Entry);
    }

    private AuditVerification Bad(long entry, string problem) => new(IsIntact: false, _head.Entry, entry, problem);
}
