namespace Ao.Ledger.Protocol;

/// <summary>Writes the next commit of a chain: as many of the records as it can hold.</summary>
internal static class LedgerComposer
{
    /// <summary>Composes a commit.</summary>
    /// <param name="chain">The chain so far.</param>
    /// <param name="drafts">The records, from the next one on.</param>
    /// <param name="family">The family, where the chain has none yet.</param>
    /// <param name="floor">The highest clock that is known of anybody.</param>
    /// <param name="time">The time.</param>
    /// <param name="signer">The key that signs.</param>
    /// <param name="successor">The key that signs the records too, where they say that it signs from then on.</param>
    /// <exception cref="AoException">A record is too large.</exception>
    public static ComposedCommit Compose(LedgerChain chain, ReadOnlySpan<LedgerDraft> drafts, string family, long floor, DateTimeOffset time, LedgerSigner signer, LedgerSigner? successor = null)
    {
        using var segment = new MemoryStream();
        var entries = new List<LedgerEntry>();
        var sequence = chain.Sequence + 1;
        var clock = Math.Max(chain.Clock, Math.Min(floor, chain.Clock + LedgerFormat.ClockStep - 1));
        foreach (var draft in drafts[..Math.Min(drafts.Length, LedgerFormat.RecordsInSegment)])
        {
            var payload = new LedgerPayload { Publisher = chain.Publisher, Clock = clock + 1, Time = time, Family = chain.Family ?? family, SourceSession = draft.SourceSession, Body = draft.Body };
            var bytes = payload.Write();
            var line = successor is null ? DsseEnvelope.Write(LedgerFormat.PayloadType(draft.Kind), bytes, signer) : DsseEnvelope.Write(LedgerFormat.PayloadType(draft.Kind), bytes, signer, successor);
            if (line.Length > LedgerFormat.RecordBytes || LedgerPayload.Parse(bytes) is not { } read)
            {
                throw new AoException($"A record of the kind '{Printable.Quote(draft.Kind)}' has {line.Length} bytes when it is signed, and {LedgerFormat.RecordBytes} is the most, or its content is nested too deeply. Say less in it.");
            }

            if (segment.Length + line.Length + 1 > LedgerFormat.SegmentBytes)
            {
                break;
            }

            segment.Write(line);
            segment.WriteByte((byte)'\n');
            entries.Add(read.ToEntry(LedgerPayload.IdOf(bytes), draft.Kind, sequence));
            clock++;
        }

        var manifest = new LedgerManifest(chain.Publisher, chain.Family ?? family, sequence, chain.Lines + entries.Count, Math.Max(chain.ManifestClock, clock));
        return new ComposedCommit(new Dictionary<string, ReadOnlyMemory<byte>> { [LedgerFormat.SegmentPath(sequence)] = segment.ToArray(), [LedgerFormat.ManifestPath] = manifest.Write() }, entries, manifest);
    }
}
