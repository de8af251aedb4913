using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;
using Ao.Scm;

namespace Ao.Benchmarks.Ledgers;

/// <summary>Writes whole chains as their publishers' hosts would, and brings them to places.</summary>
internal sealed class LedgerFiller(ILedgerTransport transport, ProjectSource source)
{
    private static readonly DateTimeOffset s_begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a chain.</summary>
    /// <param name="signer">The publisher's key.</param>
    /// <param name="place">Where it is brought.</param>
    /// <param name="records">How many records; the first is the identity.</param>
    /// <param name="recordOf">Gives a record by its number.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>How many bytes a record has on average: a line of a segment.</returns>
    public async Task<double> FillAsync(LedgerSigner signer, string place, int records, Func<int, LedgerDraft> recordOf, CancellationToken cancellationToken)
    {
        var chain = new LedgerChain { Publisher = signer.Key.ForkId };
        var identity = LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = $"fork-{signer.Key.ForkId}", PublicKey = signer.Key.Text }, LedgerBodiesJson.Default.IdentityBody);
        LedgerDraft[] drafts = [identity, .. Enumerable.Range(1, records - 1).Select(recordOf)];
        var bytes = 0L;
        for (var done = 0; done < drafts.Length;)
        {
            var at = s_begin.AddMinutes(chain.Sequence);
            var composed = LedgerComposer.Compose(chain, drafts.AsSpan(done), "", 0, at, signer);
            var append = new LedgerAppend
            {
                Source = source,
                ForkId = chain.Publisher,
                Parent = chain.Head,
                Files = composed.Files,
                Message = $"ao-ledger/1 {composed.Manifest.Sequence}",
                Author = chain.Publisher,
                At = at,
                Sign = content => SshSignature.Armor(signer.Sign(LedgerFormat.CommitNamespace, content.Span)),
            };
            var head = await transport.AppendAsync(append, cancellationToken);
            bytes += composed.Files[LedgerFormat.SegmentPath(composed.Manifest.Sequence)].Length;
            chain = chain with
            {
                Head = head,
                Sequence = composed.Manifest.Sequence,
                Lines = composed.Manifest.Count,
                Clock = composed.Entries[^1].Clock,
                ManifestClock = composed.Manifest.Clock,
                Family = composed.Manifest.Family,
                Key = signer.Key,
            };
            done += composed.Entries.Count;
        }

        var pushed = await transport.PushLedgerAsync(new LedgerPushRequest { Source = source, ForkId = chain.Publisher, Location = place }, cancellationToken);
        return pushed.Head == chain.Head ? bytes / (double)records : throw new InvalidOperationException(pushed.Reason);
    }
}
