using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Ledger;

/// <summary>What a reader's own limit and clock change, and what they do not.</summary>
public class LedgerVerifierProperties
{
    private static readonly LedgerSigner s_signer = LedgerSigner.Make(out _);
    private static readonly LedgerSigner s_next = LedgerSigner.Make(out _);

    [Property(MaxTest = 60)]
    public bool Take_AnyLimitAndClock_LeavesOutRecordsAndNothingElse(byte[] choices, ushort limit, sbyte days)
    {
        using var built = Build(choices);
        var (recordBytes, now) = (1_024 + (limit % (LedgerFormat.RecordBytes - 1_023)), ChainBuilder.Start.AddDays(days % 4));

        var all = ChainBuilder.Verify(built.Commits, built.ForkId, now: ChainBuilder.Start.AddYears(1));
        var here = ChainBuilder.Verify(built.Commits, built.ForkId, recordBytes: recordBytes, now: now);

        var left = here.Refused.Where(static refusal => refusal.Cause is LedgerRefusalCause.Oversized or LedgerRefusalCause.FutureDated).ToList();
        return all.Breach is null && here.Breach is null
            && (here.Chain with { Commits = all.Chain.Commits, Ids = all.Chain.Ids, Key = all.Chain.Key }) == all.Chain
            && here.Chain.Ids.SetEquals(all.Chain.Ids) && here.Chain.Key!.Is(all.Chain.Key!)
            && here.Accepted.Count + left.Count == all.Accepted.Count
            && here.Accepted.All(entry => all.Accepted.Any(other => other.Id == entry.Id))
            && here.Refused.Except(left).SequenceEqual(all.Refused)
            && Recalled(built, here) is var (again, entries)
            && (again with { Commits = all.Chain.Commits, Ids = all.Chain.Ids, Key = all.Chain.Key }) == all.Chain && again.Ids.SetEquals(all.Chain.Ids)
            && entries.Select(static entry => entry.Id).SequenceEqual(here.Accepted.Select(static entry => entry.Id));
    }

    private static (LedgerChain Chain, IReadOnlyList<LedgerEntry> Entries) Recalled(ChainBuilder built, (LedgerChain Chain, IReadOnlyList<LedgerEntry> Accepted, IReadOnlyList<LedgerRefusal> Refused, string? Breach) taken)
    {
        using var verifier = new LedgerVerifier();
        var known = taken.Refused.ToDictionary(static refusal => (refusal.Sequence, refusal.Line), static refusal => refusal.Cause);
        var (chain, entries) = (new LedgerChain { Publisher = built.ForkId }, new List<LedgerEntry>());
        foreach (var commit in built.Commits)
        {
            var step = verifier.Read(chain, commit, known);
            chain = step.Chain;
            entries.AddRange(step.Accepted);
        }

        return (chain, entries);
    }

    /// <summary>Builds a chain of records small and large, of today and of the days to come, wrong ones among them, whose keys change.</summary>
    private static ChainBuilder Build(byte[] choices)
    {
        var chain = new ChainBuilder(s_signer);
        var clock = 0L;
        foreach (var part in choices.Append((byte)1).Take(30).Chunk(4))
        {
            var lines = new List<byte[]>();
            foreach (var choice in part)
            {
                clock += choice % 5 == 4 ? LedgerFormat.ClockStep : 1;
                var payload = chain.Payload(clock, $"{clock} {new string('x', choice * 40)}") with { Time = ChainBuilder.Start.AddDays(choice % 3 == 2 ? 3 : 0) };
                var line = chain.Line(payload);
                lines.Add(line);
                if (choice % 7 == 6)
                {
                    lines.Add(line);
                }
            }

            chain.AddLines(clock, [.. lines]);
            if (part[0] % 4 == 3)
            {
                var next = chain.Signer == s_signer ? s_next : s_signer;
                clock++;
                var body = LedgerBody.Write(new IdentityBody { Name = "shop", Domain = new string('x', part[0] * 20), PublicKey = next.Key.Text }, LedgerBodiesJson.Default.IdentityBody);
                var identity = chain.Payload(clock) with { Time = ChainBuilder.Start.AddDays(part[0] % 8), Body = body };
                chain.AddLines(clock, chain.Line(identity, LedgerKinds.Identity, chain.Signer, next));
                chain.Signer = next;
            }
        }

        return chain;
    }
}
