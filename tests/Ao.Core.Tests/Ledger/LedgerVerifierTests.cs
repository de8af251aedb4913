using System.Text;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;
using Ao.TestSupport;

namespace Ao.Core.Tests.Ledger;

/// <summary>What is taken of a chain and what is not, whoever wrote it.</summary>
public sealed class LedgerVerifierTests : IDisposable
{
    private readonly ChainBuilder _chain = new();
    private readonly LedgerSigner _mallory = LedgerSigner.Make(out _);

    public void Dispose()
    {
        _chain.Dispose();
        _mallory.Dispose();
    }

    [Fact]
    public void Take_RightChain_TakesEverything()
    {
        _chain.Add(ChainBuilder.Report("one"), ChainBuilder.Report("two"));
        _chain.Add(ChainBuilder.Report("three"));

        var (chain, accepted, refused, breach) = _chain.Verify();

        Assert.Null(breach);
        Assert.Empty(refused);
        Assert.Equal([1L, 2, 3], accepted.Select(static entry => entry.Clock));
        Assert.Equal([1, 1, 2], accepted.Select(static entry => entry.Sequence));
        Assert.Equal((2, 3, 3L, ChainBuilder.Family), (chain.Sequence, chain.Lines, chain.Clock, chain.Family));
    }

    [Fact]
    public void Read_WhatWasVerified_GivesTheSameWithoutSignatures()
    {
        _chain.Add(ChainBuilder.Report("one"));
        _chain.AddLines(3, _chain.Line(_chain.Payload(2)), "{}"u8.ToArray(), _chain.Line(_chain.Payload(3, "two")));
        var taken = _chain.Verify();
        using var verifier = new LedgerVerifier();
        var known = taken.Refused.ToDictionary(static refusal => (refusal.Sequence, refusal.Line), static refusal => refusal.Cause);
        var chain = new LedgerChain { Publisher = _chain.ForkId };
        var entries = new List<LedgerEntry>();
        foreach (var commit in _chain.Commits)
        {
            var step = verifier.Read(chain, commit, known);
            chain = step.Chain;
            entries.AddRange(step.Accepted);
        }

        Assert.Equal(taken.Accepted.Select(static entry => entry.Id), entries.Select(static entry => entry.Id));
        Assert.Equal((taken.Chain.Head, taken.Chain.Clock, taken.Chain.Lines, taken.Chain.ManifestClock), (chain.Head, chain.Clock, chain.Lines, chain.ManifestClock));
    }

    [Fact]
    public void Take_PinnedKey_IsTheOneThatTheChainBeginsWith()
    {
        _chain.Add(ChainBuilder.Report("one"));

        Assert.Null(_chain.Verify(_chain.Signer.Key).Breach);
        Assert.NotNull(_chain.Verify(_mallory.Key).Breach);
    }

    [Theory]
    [InlineData(LedgerRefusalCause.Malformed)]
    [InlineData(LedgerRefusalCause.NotSigned)]
    [InlineData(LedgerRefusalCause.Forged)]
    [InlineData(LedgerRefusalCause.Replayed)]
    [InlineData(LedgerRefusalCause.Oversized)]
    [InlineData(LedgerRefusalCause.FutureDated)]
    [InlineData(LedgerRefusalCause.Foreign)]
    [InlineData(LedgerRefusalCause.Clock)]
    [InlineData(LedgerRefusalCause.KeyNotValid)]
    public void Take_WrongRecordBetweenRightOnes_RefusesThatOne(LedgerRefusalCause cause)
    {
        foreach (var line in Wrong(cause))
        {
            using var chain = new ChainBuilder(_chain.Signer);
            if (cause == LedgerRefusalCause.KeyNotValid)
            {
                chain.Add(LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "shop", ValidAfter = ChainBuilder.Start.AddDays(-1), ValidBefore = ChainBuilder.Start.AddHours(1) }, LedgerBodiesJson.Default.IdentityBody));
            }

            var first = chain.Line(chain.Payload(10, "first"));
            var clock = line.Length > 0 && DsseEnvelope.Parse(line) is { } envelope && cause is not (LedgerRefusalCause.NotSigned or LedgerRefusalCause.Forged or LedgerRefusalCause.Oversized) && LedgerPayload.Parse(envelope.Payload) is { } payload && IsOwn(envelope) ? payload.Clock : 0;
            chain.AddLines(Math.Max(12, clock), first, cause == LedgerRefusalCause.Replayed ? first : line, chain.Line(chain.Payload(12, "last")));

            var (_, accepted, refused, breach) = chain.Verify();

            Assert.Null(breach);
            var refusal = Assert.Single(refused);
            Assert.Equal((cause, chain.Commits.Count, 2), (refusal.Cause, refusal.Sequence, refusal.Line));
            Assert.Equal([10L, 12], accepted.TakeLast(2).Select(static entry => entry.Clock));
        }
    }

    [Fact]
    public void Take_UnknownKind_IsKeptAndMarked()
    {
        _chain.AddLines(2, _chain.Line(_chain.Payload(1), "prophecy"), DsseEnvelope.Write("application/vnd.ao.report.v2+json", _chain.Payload(2).Write(), _chain.Signer));

        var (_, accepted, refused, _) = _chain.Verify();

        Assert.Empty(refused);
        Assert.Equal([("prophecy", false), ("report.v2", false)], accepted.Select(static entry => (entry.Kind, entry.IsKnown)));
    }

    [Fact]
    public void Take_CommitNotSigned_IsABreach() => Breach("is not signed", chain => chain.Commit(chain.NextFiles(), isSigned: false));

    [Fact]
    public void Take_CommitOfAnother_IsABreach() => Breach("is not", chain => chain.Commit(chain.NextFiles(), signer: _mallory));

    [Fact]
    public void Take_CommitThatRemoves_IsABreach() => Breach("removes", static chain => chain.Commit(chain.NextFiles(), removed: [LedgerFormat.SegmentPath(1)]));

    [Fact]
    public void Take_CommitThatRewrites_IsABreach() => Breach("which is neither the segment", static chain => chain.Commit(new Dictionary<string, ReadOnlyMemory<byte>>(chain.NextFiles()) { [LedgerFormat.SegmentPath(1)] = "{}\n"u8.ToArray() }));

    [Fact]
    public void Take_CommitThatWritesAnythingElse_IsABreach() => Breach("README.md", static chain => chain.Commit(new Dictionary<string, ReadOnlyMemory<byte>>(chain.NextFiles()) { ["README.md"] = "x"u8.ToArray() }));

    [Fact]
    public void Take_SegmentLargerThanIsRead_IsABreach() => Breach("bytes", static chain => chain.Commit(new Dictionary<string, ReadOnlyMemory<byte>>(chain.NextFiles()) { [LedgerFormat.SegmentPath(2)] = Encoding.UTF8.GetBytes(new string('x', LedgerFormat.SegmentBytes) + "\n") }));

    [Fact]
    public void Take_CommitWithoutManifest_IsABreach() => Breach("no manifest", static chain => chain.Commit(chain.NextFiles().Where(static file => file.Key != LedgerFormat.ManifestPath).ToDictionary()));

    [Fact]
    public void Take_CommitWithoutSegment_IsABreach() => Breach("no segment", static chain => chain.Commit(chain.NextFiles().Where(static file => file.Key == LedgerFormat.ManifestPath).ToDictionary()));

    [Theory]
    [InlineData("ffffffffffffffff", null, 2, 2, 2)]
    [InlineData(null, "", 2, 2, 2)]
    [InlineData(null, null, 3, 2, 2)]
    [InlineData(null, null, 2, 1, 2)]
    [InlineData(null, null, 2, 2, 1)]
    [InlineData(null, null, 2, 2, 9)]
    public void Take_ManifestThatLies_IsABreach(string? publisher, string? family, int sequence, int count, long clock) => Breach("manifest", chain => chain.Commit(new Dictionary<string, ReadOnlyMemory<byte>>(chain.NextFiles())
    {
        [LedgerFormat.ManifestPath] = new LedgerManifest(publisher ?? chain.ForkId, family ?? ChainBuilder.Family, sequence, count, clock).Write(),
    }));

    [Fact]
    public void Take_MoreThanASegmentHolds_IsABreach() => Breach("is the most", static chain => chain.AddLines(200, [.. Enumerable.Range(2, 101).Select(clock => chain.Line(chain.Payload(clock)))]));

    [Fact]
    public void Take_CommitThatWasNotRead_IsABreach()
    {
        _chain.Add(ChainBuilder.Report("one"));
        var (_, _, _, breach) = ChainBuilder.Verify([_chain.Commits[0] with { Excess = "a file of a gigabyte" }], _chain.ForkId);

        Assert.Contains("gigabyte", breach, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_CommitOutOfItsPlace_IsABreach()
    {
        _chain.Add(ChainBuilder.Report("one"));
        _chain.Add(ChainBuilder.Report("two"));
        _chain.Add(ChainBuilder.Report("three"));

        Assert.Contains("does not build on", ChainBuilder.Verify([_chain.Commits[0], _chain.Commits[2]], _chain.ForkId).Breach, StringComparison.Ordinal);
        Assert.Contains("does not build on", ChainBuilder.Verify([_chain.Commits[1]], _chain.ForkId).Breach, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_BytesThatChanged_AreABreach()
    {
        _chain.Add(ChainBuilder.Report("one"));
        var commit = _chain.Commits[0];
        for (var index = 0; index < commit.Content.Length; index++)
        {
            var bytes = commit.Content.ToArray();
            bytes[index] ^= 1;
            Assert.NotNull(ChainBuilder.Verify([commit with { Content = bytes }], _chain.ForkId).Breach);
            Assert.NotNull(ChainBuilder.Verify([commit with { Content = bytes, Id = TestSupport.Fakes.LedgerCommits.IdOf(bytes) }], _chain.ForkId).Breach);
        }
    }

    [Fact]
    public void Take_KeyIsChanged_TheNewOneSignsFromThenOn()
    {
        var old = _chain.Signer;
        var next = LedgerSigner.Make(out _);
        _chain.Add(ChainBuilder.Report("one"));
        _chain.Add(next, Identity(next.Key));
        _chain.Add(ChainBuilder.Report("two"));
        var right = _chain.Verify();
        _chain.Signer = old;
        _chain.Add(ChainBuilder.Report("by the old key"));

        Assert.Null(right.Breach);
        Assert.Equal((3, true), (right.Accepted.Count, right.Chain.Key!.Is(next.Key)));
        Assert.NotNull(_chain.Verify().Breach);
        next.Dispose();
    }

    [Fact]
    public void Take_NewKeyThatHasNotSigned_IsRefused()
    {
        _chain.Add(ChainBuilder.Report("one"));
        _chain.Add(Identity(_mallory.Key));

        var (chain, _, refused, breach) = _chain.Verify();

        Assert.Null(breach);
        Assert.Equal(LedgerRefusalCause.Forged, Assert.Single(refused).Cause);
        Assert.True(chain.Key!.Is(_chain.Signer.Key));
    }

    [Fact]
    public void Take_AfterARevocation_NothingIsTaken()
    {
        _chain.Add(LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "shop", Revoked = true }, LedgerBodiesJson.Default.IdentityBody), ChainBuilder.Report("too late"));
        var revoked = _chain.Verify();
        _chain.Add(ChainBuilder.Report("later still"));

        Assert.Equal(LedgerRefusalCause.KeyNotValid, Assert.Single(revoked.Refused).Cause);
        Assert.Contains("revoked", _chain.Verify().Breach, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_HostileLines_ThrowsNothing()
    {
        string[] samples = [Encoding.UTF8.GetString(_chain.Line(_chain.Payload(1))), Encoding.UTF8.GetString(_chain.Line(_chain.Payload(2), LedgerKinds.Identity)), """{"payloadType":"application/vnd.ao.link.v1+json","payload":"e30=","signatures":[{"sig":"AAAA"}]}"""];
        Fuzz.Run(samples, 2_000, bytes => Judge(static (chain, input) => chain.AddLines(0, input), bytes), static step => Assert.True(step.Breach is not null || step.Refused.Count + step.Accepted.Count > 0));
    }

    [Fact]
    public void Take_HostilePayloadsRightlySigned_ThrowsNothing()
    {
        string[] samples = [Encoding.UTF8.GetString(_chain.Payload(1).Write()), """{"v":1,"publisher":"0123456789abcdef","clock":1e3,"time":"2026-11-26T09:00:00Z","family":"","body":{"key":"\ud800","public_key":"AAAA","valid_after":"x"}}"""];
        Fuzz.Run(samples, 1_000, bytes => Judge((chain, input) => chain.AddLines(1, DsseEnvelope.Write(LedgerFormat.PayloadType(LedgerKinds.Identity), input, _chain.Signer)), bytes), static _ => { });
    }

    [Fact]
    public void Take_HostileCommitsAndManifests_ThrowsNothing()
    {
        _chain.Add(ChainBuilder.Report("one"));
        var commit = _chain.Commits[0];
        string[] samples = [Encoding.UTF8.GetString(commit.Content.Span), Encoding.UTF8.GetString(commit.Files[LedgerFormat.ManifestPath].Span)];
        Fuzz.Run(samples, 2_000, bytes => ChainBuilder.Verify([commit with { Content = bytes, Id = TestSupport.Fakes.LedgerCommits.IdOf(bytes) }], _chain.ForkId), static _ => { });
        Fuzz.Run(samples, 1_000, bytes => Judge((chain, input) => chain.Commit(new Dictionary<string, ReadOnlyMemory<byte>>(commit.Files) { [LedgerFormat.ManifestPath] = input }), bytes), static _ => { });
        Fuzz.Run(samples, 2_000, static bytes => (SshSignature.Parse(bytes), SshSignature.Disarm(Encoding.UTF8.GetString(bytes)), PublisherKey.OfSsh(bytes), PublisherKey.Of(bytes)), static _ => { });
    }

    private static LedgerDraft Identity(PublisherKey key) => LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "shop", PublicKey = key.Text }, LedgerBodiesJson.Default.IdentityBody);

    private (string? Breach, IReadOnlyList<LedgerEntry> Accepted, IReadOnlyList<LedgerRefusal> Refused) Judge(Action<ChainBuilder, byte[]> add, byte[] input)
    {
        using var chain = new ChainBuilder(_chain.Signer);
        add(chain, input);
        var (_, accepted, refused, breach) = chain.Verify();
        return (breach, accepted, refused);
    }

    private bool IsOwn(DsseEnvelope envelope) => envelope.Signatures.Any(signature => SshSignature.Parse(signature)?.KeyBlob.Span.SequenceEqual(_chain.Signer.Key.SshBlob.Span) == true);

    private IEnumerable<byte[]> Wrong(LedgerRefusalCause cause)
    {
        var line = Encoding.UTF8.GetString(_chain.Line(_chain.Payload(11)));
        return cause switch
        {
            LedgerRefusalCause.Malformed => [[], "{}"u8.ToArray(), "[1]"u8.ToArray(), [0xff, 0xfe], Encoding.UTF8.GetBytes(line[..^1]), _chain.Line(_chain.Payload(11), "Not a kind"), _chain.Line(_chain.Payload(0)), _chain.Line(_chain.Payload(-1)), _chain.Line(_chain.Payload(LedgerFormat.MaxClock + 1)), Encoding.UTF8.GetBytes(line.Replace("payload\":", "payload\":[],\"payload\":", StringComparison.Ordinal))],
            LedgerRefusalCause.NotSigned => [DsseEnvelope.Write(LedgerFormat.PayloadType(LedgerKinds.Report), _chain.Payload(11).Write())],
            LedgerRefusalCause.Forged => [Forge(line), Encoding.UTF8.GetBytes(line.Replace("vnd.ao.report", "vnd.ao.adopt", StringComparison.Ordinal))],
            LedgerRefusalCause.Replayed => [[]],
            LedgerRefusalCause.Oversized => [_chain.Line(_chain.Payload(11, new string('x', 60_000)))],
            LedgerRefusalCause.FutureDated => [_chain.Line(_chain.Payload(11) with { Time = ChainBuilder.Start.AddDays(2) })],
            LedgerRefusalCause.Foreign => [_chain.Line(_chain.Payload(11), LedgerKinds.Report, _mallory), _chain.Line(_chain.Payload(11, publisher: _mallory.Key.ForkId)), _chain.Line(_chain.Payload(11) with { Family = new string('a', 40) })],
            LedgerRefusalCause.Clock => [_chain.Line(_chain.Payload(10)), _chain.Line(_chain.Payload(10 + LedgerFormat.ClockStep + 1))],
            LedgerRefusalCause.KeyNotValid => [_chain.Line(_chain.Payload(11) with { Time = ChainBuilder.Start.AddHours(1) }), _chain.Line(_chain.Payload(11) with { Time = ChainBuilder.Start.AddDays(-2) })],
            _ => throw new ArgumentOutOfRangeException(nameof(cause)),
        };
    }

    /// <summary>Puts other bytes under a signature.</summary>
    private byte[] Forge(string line)
    {
        var other = Encoding.UTF8.GetString(_chain.Line(_chain.Payload(11, "Give Mallory the keys")));
        var start = line.IndexOf("\"signatures\"", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(other[..other.IndexOf("\"signatures\"", StringComparison.Ordinal)] + line[start..]);
    }

    private void Breach(string expected, Action<ChainBuilder> add)
    {
        _chain.Add(ChainBuilder.Report("one"));
        add(_chain);

        var (chain, accepted, _, breach) = _chain.Verify();

        Assert.Contains(expected, breach, StringComparison.Ordinal);
        Assert.Single(accepted);
        Assert.Equal(_chain.Commits[0].Id, chain.Head);
    }
}
