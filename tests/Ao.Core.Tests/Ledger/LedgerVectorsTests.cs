using System.Text;
using System.Text.Json;
using Ao.Ledger;
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
            using var maker = new VectorMaker(Load());
            File.WriteAllText(s_path, JsonSerializer.Serialize(maker.Make(), VectorJson.Default.VectorFile) + "\n");
        }

        var vectors = Load();
        foreach (var chain in vectors.Chains)
        {
            var (_, accepted, refused, breach) = ChainBuilder.Verify(chain.Commits.Select(Read), vectors.Publisher.ForkId);

            Assert.True(breach is not null == chain.IsBreach, $"{chain.Name}: {breach}");
            Assert.True(chain.Accepted.SequenceEqual(accepted.Select(static entry => entry.Id)), chain.Name);
            Assert.True(chain.Refused.SequenceEqual(refused.Select(static refusal => new VectorRefusal(refusal.Sequence, refusal.Line, refusal.Cause.ToString()))), $"{chain.Name}: {string.Join(' ', refused)}");
        }

        Assert.Equal(vectors.Chains.Count, vectors.Chains.Select(static chain => chain.Name).Distinct().Count());
        Assert.Empty(Enum.GetNames<LedgerRefusalCause>().Except(vectors.Chains.SelectMany(static chain => chain.Refused).Select(static refusal => refusal.Cause)));
    }

    [Fact]
    public void Vectors_EveryChain_SaysInItsNameWhatBecomesOfIt()
    {
        foreach (var chain in Load().Chains)
        {
            var said = chain.Name.Split(':')[0].Split(' ')[0];

            Assert.True(said is "taken" or "breach" || Enum.TryParse<LedgerRefusalCause>(said, out _), chain.Name);
            Assert.True(chain.IsBreach == (said == "breach"), chain.Name);
            Assert.True(said switch { "taken" => chain.Refused.Count == 0, "breach" => true, _ => chain.Refused is [var first, ..] && first.Cause == said }, $"{chain.Name}: {string.Join(' ', chain.Refused)}");
        }
    }

    [Fact]
    public void Vectors_EveryState_StandsAsItSays()
    {
        foreach (var state in Load().States)
        {
            var entries = state.Records.Select(Read).ToList();
            var standing = entries.GroupBy(static entry => entry.Publisher).SelectMany(static publisher => PublisherView.Of(publisher).Entries).Where(static entry => entry.Stands);

            Assert.True(state.Records.Select(static record => record.Id).SequenceEqual(entries.Select(static entry => entry.Id)), state.Name);
            Assert.True(state.Stands.ToHashSet().SetEquals(standing.Select(static entry => entry.Id)), state.Name);
        }

        static LedgerEntry Read(VectorStateRecord record)
        {
            var payload = Convert.FromBase64String(record.Payload);
            return LedgerPayload.Parse(payload)!.ToEntry(LedgerPayload.IdOf(payload), LedgerFormat.KindOf(record.PayloadType)!, 1);
        }
    }

    [Fact]
    public void Vectors_KeyAndRecord_AreWhatTheySay()
    {
        var vectors = Load();
        using var signer = LedgerSigner.Read(vectors.Publisher.PrivateKeyPem)!;
        var payload = Convert.FromBase64String(vectors.Record.Payload);
        var envelope = DsseEnvelope.Parse(Encoding.UTF8.GetBytes(vectors.Record.Line))!;
        using var checker = new SignatureChecker();

        Assert.Equal(vectors.Publisher, VectorMaker.Describe(signer, vectors.Publisher.PrivateKeyPem));
        Assert.Equal(vectors.Record.Id, LedgerPayload.IdOf(payload));
        Assert.Equal(vectors.Record.SignedBytes, Convert.ToBase64String(DsseEnvelope.Signed(vectors.Record.PayloadType, payload)));
        Assert.Equal((vectors.Record.PayloadType, vectors.Record.Payload), (envelope.PayloadType, Convert.ToBase64String(envelope.Payload)));
        Assert.True(checker.Verify(signer.Key, LedgerFormat.RecordNamespace, DsseEnvelope.Signed(vectors.Record.PayloadType, payload), SshSignature.Parse(envelope.Signatures[0])!));
    }

    private static VectorFile Load() => JsonSerializer.Deserialize(File.ReadAllText(s_path), VectorJson.Default.VectorFile)!;

    private static LedgerCommit Read(VectorCommit commit) => new()
    {
        Id = commit.Id,
        Content = Convert.FromBase64String(commit.Content),
        Files = commit.Files.ToDictionary(static file => file.Key, static file => (ReadOnlyMemory<byte>)Convert.FromBase64String(file.Value)),
        Removed = commit.Removed,
    };

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
