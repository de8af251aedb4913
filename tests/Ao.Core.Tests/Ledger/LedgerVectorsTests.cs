using System.Text;
using System.Text.Json;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;

namespace Ao.Core.Tests.Ledger;

/// <summary>The vectors that docs/protocols/ledger-vectors.json gives to others hold here. AO_UPDATE_VECTORS=1 makes them anew.</summary>
public sealed class LedgerVectorsTests
{
    private static readonly string s_path = Path.Combine(RepositoryFolder(), "docs", "protocols", "ledger-vectors.json");

    [Fact]
    public void Vectors_EveryChain_IsJudgedAsItSays()
    {
        if (Environment.GetEnvironmentVariable("AO_UPDATE_VECTORS") == "1")
        {
            File.WriteAllText(s_path, JsonSerializer.Serialize(Make(), VectorJson.Default.VectorFile) + "\n");
        }

        var vectors = JsonSerializer.Deserialize(File.ReadAllText(s_path), VectorJson.Default.VectorFile)!;
        foreach (var chain in vectors.Chains)
        {
            var (_, accepted, refused, breach) = ChainBuilder.Verify(chain.Commits.Select(Read), vectors.Publisher.ForkId);

            Assert.True(breach is not null == chain.IsBreach, $"{chain.Name}: {breach}");
            Assert.Equal(chain.Accepted, accepted.Select(static entry => entry.Id));
            Assert.Equal(chain.Refused, refused.Select(static refusal => new VectorRefusal(refusal.Sequence, refusal.Line, refusal.Cause.ToString())));
        }

        Assert.Equal(vectors.Chains.Count, vectors.Chains.Select(static chain => chain.Name).Distinct().Count());
        Assert.Empty(Enum.GetNames<LedgerRefusalCause>().Except(vectors.Chains.SelectMany(static chain => chain.Refused).Select(static refusal => refusal.Cause)));
        Assert.True(vectors.Chains.Count(static chain => chain.IsBreach) >= 8);
    }

    [Fact]
    public void Vectors_KeyAndRecord_AreWhatTheySay()
    {
        var vectors = JsonSerializer.Deserialize(File.ReadAllText(s_path), VectorJson.Default.VectorFile)!;
        using var signer = LedgerSigner.Read(vectors.Publisher.PrivateKeyPem)!;
        var payload = Convert.FromBase64String(vectors.Record.Payload);
        var envelope = DsseEnvelope.Parse(Encoding.UTF8.GetBytes(vectors.Record.Line))!;
        using var checker = new SignatureChecker();

        Assert.Equal(vectors.Publisher, Describe(signer, vectors.Publisher.PrivateKeyPem));
        Assert.Equal(vectors.Record.Id, LedgerPayload.IdOf(payload));
        Assert.Equal(vectors.Record.SignedBytes, Convert.ToBase64String(DsseEnvelope.Signed(vectors.Record.PayloadType, payload)));
        Assert.Equal((vectors.Record.PayloadType, vectors.Record.Payload), (envelope.PayloadType, Convert.ToBase64String(envelope.Payload)));
        Assert.True(checker.Verify(signer.Key, LedgerFormat.RecordNamespace, DsseEnvelope.Signed(vectors.Record.PayloadType, payload), SshSignature.Parse(envelope.Signatures[0])!));
    }

    private static LedgerCommit Read(VectorCommit commit) => new()
    {
        Id = commit.Id,
        Content = Convert.FromBase64String(commit.Content),
        Files = commit.Files.ToDictionary(static file => file.Key, static file => (ReadOnlyMemory<byte>)Convert.FromBase64String(file.Value)),
        Removed = commit.Removed,
    };

    private static VectorKey Describe(LedgerSigner signer, string pem) => new(pem, signer.Key.Text, signer.Key.ForkId, signer.Key.Fingerprint, signer.Key.AllowedSigner(signer.Key.ForkId));

    private static VectorFile Make()
    {
        using var signer = LedgerSigner.Make(out var pem);
        using var other = LedgerSigner.Make(out var otherPem);
        var chains = new List<VectorChain>();

        void Add(string name, Action<ChainBuilder> build)
        {
            using var chain = new ChainBuilder(signer);
            build(chain);
            var (_, accepted, refused, breach) = chain.Verify();
            chains.Add(new VectorChain(
                name,
                [.. chain.Commits.Select(static commit => new VectorCommit(commit.Id, Convert.ToBase64String(commit.Content.Span), commit.Files.ToDictionary(static file => file.Key, static file => Convert.ToBase64String(file.Value.Span)), commit.Removed))],
                [.. accepted.Select(static entry => entry.Id)],
                [.. refused.Select(static refusal => new VectorRefusal(refusal.Sequence, refusal.Line, refusal.Cause.ToString()))],
                breach is not null));
        }

        void AddLine(string name, Func<ChainBuilder, byte[]> line, long clock = 12) => Add(name, chain => chain.AddLines(Math.Max(clock, 12), chain.Line(chain.Payload(10, "first")), line(chain), chain.Line(chain.Payload(12, "last"))));

        Add("two commits, three records", static chain =>
        {
            chain.Add(Identity(null), ChainBuilder.Report("one"));
            chain.Add(ChainBuilder.Report("two"));
        });
        Add("the key is changed", chain =>
        {
            chain.Add(ChainBuilder.Report("by the first key"));
            chain.Add(other, Identity(other.Key));
            chain.Add(ChainBuilder.Report("by the second key"));
        });
        Add("a kind that is not known", static chain => chain.AddLines(1, chain.Line(chain.Payload(1), "prophecy")));
        AddLine("malformed: no envelope", static _ => "{}"u8.ToArray());
        AddLine("not signed", static chain => DsseEnvelope.Write(LedgerFormat.PayloadType(LedgerKinds.Report), chain.Payload(11).Write()));
        AddLine("forged: another type under the signature", static chain => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(chain.Line(chain.Payload(11))).Replace("vnd.ao.report", "vnd.ao.adopt", StringComparison.Ordinal)));
        Add("replayed: a record twice", static chain =>
        {
            var line = chain.Line(chain.Payload(1));
            chain.AddLines(1, line, line);
        });
        AddLine("oversized", static chain => chain.Line(chain.Payload(11, new string('x', 60_000))));
        AddLine("future-dated", static chain => chain.Line(chain.Payload(11) with { Time = ChainBuilder.Start.AddDays(2) }));
        AddLine("foreign: signed by another", chain => chain.Line(chain.Payload(11), LedgerKinds.Report, other));
        AddLine("foreign: says another publisher", chain => chain.Line(chain.Payload(11, publisher: other.Key.ForkId)));
        AddLine("clock: not higher", static chain => chain.Line(chain.Payload(10, "again")));
        AddLine("clock: too far ahead", static chain => chain.Line(chain.Payload(11 + LedgerFormat.ClockStep)), 11 + LedgerFormat.ClockStep);
        Add("key not valid: after its revocation", static chain => chain.Add(LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "shop", Revoked = true }, LedgerBodiesJson.Default.IdentityBody), ChainBuilder.Report("too late")));
        Add("forged: a new key that has not signed", chain => chain.Add(Identity(other.Key)));

        void AddBreach(string name, Action<ChainBuilder> build) => Add($"breach: {name}", chain =>
        {
            chain.Add(ChainBuilder.Report("one"));
            build(chain);
        });

        AddBreach("a commit that is not signed", static chain => chain.Commit(chain.NextFiles(), isSigned: false));
        AddBreach("a commit of another", chain => chain.Commit(chain.NextFiles(), signer: other));
        AddBreach("a file is removed", static chain => chain.Commit(chain.NextFiles(), removed: [LedgerFormat.SegmentPath(1)]));
        AddBreach("a segment is rewritten", static chain => chain.Commit(new Dictionary<string, ReadOnlyMemory<byte>>(chain.NextFiles()) { [LedgerFormat.SegmentPath(1)] = "{}\n"u8.ToArray() }));
        AddBreach("no manifest", static chain => chain.Commit(chain.NextFiles().Where(static file => file.Key != LedgerFormat.ManifestPath).ToDictionary()));
        AddBreach("the manifest lies about the count", static chain => chain.Commit(new Dictionary<string, ReadOnlyMemory<byte>>(chain.NextFiles()) { [LedgerFormat.ManifestPath] = new LedgerManifest(chain.ForkId, ChainBuilder.Family, 2, 7, 2).Write() }));
        AddBreach("the manifest lies about the clock", static chain => chain.Commit(new Dictionary<string, ReadOnlyMemory<byte>>(chain.NextFiles()) { [LedgerFormat.ManifestPath] = new LedgerManifest(chain.ForkId, ChainBuilder.Family, 2, 2, 9).Write() }));
        AddBreach("something behind a revocation", static chain =>
        {
            chain.Add(LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "shop", Revoked = true }, LedgerBodiesJson.Default.IdentityBody));
            chain.Add(ChainBuilder.Report("too late"));
        });

        using var example = new ChainBuilder(signer);
        var payload = example.Payload(1);
        var record = new VectorRecord(LedgerFormat.PayloadType(LedgerKinds.Report), Convert.ToBase64String(payload.Write()), LedgerPayload.IdOf(payload.Write()), Convert.ToBase64String(DsseEnvelope.Signed(LedgerFormat.PayloadType(LedgerKinds.Report), payload.Write())), Encoding.UTF8.GetString(example.Line(payload)));
        return new VectorFile("Test vectors of ao-ledger/1; see ledger.md. The keys are for these vectors only.", ChainBuilder.Start, Describe(signer, pem), Describe(other, otherPem), record, chains);
    }

    private static LedgerDraft Identity(PublisherKey? key) => LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "shop", PublicKey = key?.Text }, LedgerBodiesJson.Default.IdentityBody);

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Ao.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No folder above the tests holds Ao.sln.");
        }

        return folder;
    }
}
