using System.Text;
using Ao.Ledger;
using Ao.Ledger.Protocol;

namespace Ao.Core.Tests.Ledger;

/// <summary>Makes the vectors. What must become of them is what the product makes of them: the names say what it should be, and the tests and the page hold them against that.</summary>
internal sealed partial class VectorMaker : IDisposable
{
    private readonly List<VectorChain> _chains = [];
    private readonly LedgerSigner _signer;
    private readonly LedgerSigner _other;
    private readonly string _pem;
    private readonly string _otherPem;

    /// <param name="before">The vectors so far, whose keys are kept.</param>
    public VectorMaker(VectorFile before)
    {
        (_pem, _otherPem) = (before.Publisher.PrivateKeyPem, before.Other.PrivateKeyPem);
        (_signer, _other) = (LedgerSigner.Read(_pem)!, LedgerSigner.Read(_otherPem)!);
    }

    private static string ReportType => LedgerFormat.PayloadType(LedgerKinds.Report);

    public static VectorKey Describe(LedgerSigner signer, string pem) => new(pem, signer.Key.Text, signer.Key.ForkId, signer.Key.Fingerprint, signer.Key.AllowedSigner(signer.Key.ForkId));

    public VectorFile Make()
    {
        AddEnvelopes();
        AddSignatures();
        AddPayloads();
        AddClocks();
        AddKeys();
        AddCommits();
        AddBreaches();
        using var example = new ChainBuilder(_signer);
        var payload = example.Payload(1);
        var record = new VectorRecord(ReportType, Convert.ToBase64String(payload.Write()), LedgerPayload.IdOf(payload.Write()), Convert.ToBase64String(DsseEnvelope.Signed(ReportType, payload.Write())), Encoding.UTF8.GetString(example.Line(payload)));
        return new VectorFile("Test vectors of ao-ledger/1; see ledger.md. The keys are for these vectors only.", ChainBuilder.Start, Describe(_signer, _pem), Describe(_other, _otherPem), record, _chains, new VectorStates(_signer.Key.ForkId, _other.Key.ForkId).Make());
    }

    public void Dispose()
    {
        _signer.Dispose();
        _other.Dispose();
    }

    /// <summary>Gives a payload as text, to be changed where it should be wrong.</summary>
    private string Json(string clock = "11", string time = "\"2026-11-26T09:00:00Z\"", string body = """{"type":"bug","title":"a record"}""", string more = "") =>
        $$"""{"v":1,"publisher":"{{_signer.Key.ForkId}}","clock":{{clock}},"time":{{time}},"family":"{{ChainBuilder.Family}}"{{more}},"body":{{body}}}""";

    private byte[] Sign(string payload, string kind = LedgerKinds.Report, params LedgerSigner[] signers) =>
        DsseEnvelope.Write(LedgerFormat.PayloadType(kind), Encoding.UTF8.GetBytes(payload), signers.Length == 0 ? [_signer] : signers);

    /// <summary>Gives the line of a record whose envelope has these signatures, written as they are given.</summary>
    private static byte[] Envelope(string payload, string signatures, string more = "") =>
        Encoding.UTF8.GetBytes($$"""{"payloadType":"{{ReportType}}","payload":"{{Base64(Encoding.UTF8.GetBytes(payload))}}"{{more}}{{signatures}}}""");

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    private void Add(string name, Action<ChainBuilder> build)
    {
        using var chain = new ChainBuilder(_signer);
        build(chain);
        var (_, accepted, refused, breach) = chain.Verify();
        _chains.Add(new VectorChain(
            name,
            [.. chain.Commits.Select(static commit => new VectorCommit(commit.Id, Base64(commit.Content.ToArray()), commit.Files.ToDictionary(static file => file.Key, static file => Base64(file.Value.ToArray())), commit.Removed))],
            [.. accepted.Select(static entry => entry.Id)],
            [.. refused.Select(static refusal => new VectorRefusal(refusal.Sequence, refusal.Line, refusal.Cause.ToString()))],
            breach is not null));
    }

    /// <summary>Adds a chain of one commit, with the line between two that are taken.</summary>
    /// <param name="name">What becomes of it, and why.</param>
    /// <param name="line">The line.</param>
    /// <param name="clock">The clock that the manifest says.</param>
    private void AddLine(string name, byte[] line, long clock = 12) =>
        Add(name, chain => chain.AddLines(clock, chain.Line(chain.Payload(10, "first")), line, chain.Line(chain.Payload(12, "last"))));

    private void AddPayload(string name, string payload, long clock = 12) => AddLine(name, Sign(payload), clock);
}
