using System.Text;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Ledger;

/// <summary>Builds chains, right ones and wrong ones.</summary>
internal sealed class ChainBuilder : IDisposable
{
    public const string Family = "0123456789abcdef0123456789abcdef01234567";
    private readonly List<LedgerCommit> _commits = [];
    private readonly LedgerSigner? _made;

    /// <param name="signer">The key of the publisher, whose owner disposes of it; a new one is made otherwise.</param>
    public ChainBuilder(LedgerSigner? signer = null)
    {
        _made = signer is null ? LedgerSigner.Make(out _) : null;
        Signer = signer ?? _made!;
        Chain = new LedgerChain { Publisher = Signer.Key.ForkId };
    }

    public static DateTimeOffset Start { get; } = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    public LedgerSigner Signer { get; set; }

    /// <summary>Gets the chain as its publisher sees it.</summary>
    public LedgerChain Chain { get; private set; }

    public string ForkId => Chain.Publisher;

    public IReadOnlyList<LedgerCommit> Commits => _commits;

    public static LedgerDraft Report(string title, string? key = null) => LedgerBody.Draft(LedgerKinds.Report, new ReportBody { Key = key, Type = "bug", Title = title }, LedgerBodiesJson.Default.ReportBody);

    /// <summary>Gives the line of a record.</summary>
    public byte[] Line(LedgerPayload payload, string kind = LedgerKinds.Report, params LedgerSigner[] signers) => DsseEnvelope.Write(LedgerFormat.PayloadType(kind), payload.Write(), signers.Length == 0 ? [Signer] : signers);

    public LedgerPayload Payload(long clock, string title = "It is slow", string? publisher = null) => new()
    {
        Publisher = publisher ?? ForkId,
        Clock = clock,
        Time = Start,
        Family = Family,
        Body = Report(title).Body,
    };

    /// <summary>Adds a commit as a publisher does.</summary>
    public IReadOnlyList<LedgerEntry> Add(params LedgerDraft[] drafts) => Add(null, drafts);

    public IReadOnlyList<LedgerEntry> Add(LedgerSigner? successor, params LedgerDraft[] drafts)
    {
        var composed = LedgerComposer.Compose(Chain, drafts, Family, 0, Start, Signer, successor);
        Commit(composed.Files);
        Chain = Chain with { Head = _commits[^1].Id, Sequence = composed.Manifest.Sequence, Lines = composed.Manifest.Count, Clock = composed.Entries[^1].Clock, ManifestClock = composed.Manifest.Clock, Family = Family };
        Signer = successor ?? Signer;
        return composed.Entries;
    }

    /// <summary>Adds a commit with these very lines, and a manifest that goes with them.</summary>
    public LedgerCommit AddLines(long clock, params byte[][] lines)
    {
        var sequence = Chain.Sequence + 1;
        var manifest = new LedgerManifest(ForkId, Family, sequence, Chain.Lines + lines.Length, Math.Max(clock, Chain.ManifestClock));
        var commit = Commit(new Dictionary<string, ReadOnlyMemory<byte>> { [LedgerFormat.SegmentPath(sequence)] = Segment(lines), [LedgerFormat.ManifestPath] = manifest.Write() });
        Chain = Chain with { Head = commit.Id, Sequence = sequence, Lines = manifest.Count, Clock = clock, ManifestClock = manifest.Clock, Family = Family };
        return commit;
    }

    /// <summary>Adds a commit of these very files.</summary>
    public LedgerCommit Commit(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, IReadOnlyList<string>? removed = null, LedgerSigner? signer = null, bool isSigned = true)
    {
        var commit = LedgerCommits.Make(_commits is [.., var parent] ? parent.Id : null, files, "records", Start, isSigned ? content => SshSignature.Armor((signer ?? Signer).Sign(LedgerFormat.CommitNamespace, content.Span)) : null, removed);
        _commits.Add(commit);
        return commit;
    }

    /// <summary>Adds a commit object of these very bytes.</summary>
    public LedgerCommit Commit(string content, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, string? id = null)
    {
        var bytes = Encoding.Latin1.GetBytes(content);
        var commit = new LedgerCommit { Id = id ?? LedgerCommits.IdOf(bytes), Content = bytes, Files = files };
        _commits.Add(commit);
        return commit;
    }

    /// <summary>Gives what a right next commit would write.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> NextFiles() => LedgerComposer.Compose(Chain, [Report("next")], Family, 0, Start, Signer).Files;

    public static ReadOnlyMemory<byte> Segment(params byte[][] lines) => lines.SelectMany(static line => line.Append((byte)'\n')).ToArray();

    /// <summary>Verifies all commits.</summary>
    public (LedgerChain Chain, IReadOnlyList<LedgerEntry> Accepted, IReadOnlyList<LedgerRefusal> Refused, string? Breach) Verify(PublisherKey? pinned = null) => Verify(_commits, ForkId, pinned);

    public static (LedgerChain Chain, IReadOnlyList<LedgerEntry> Accepted, IReadOnlyList<LedgerRefusal> Refused, string? Breach) Verify(IEnumerable<LedgerCommit> commits, string forkId, PublisherKey? pinned = null, int recordBytes = LedgerFormat.RecordBytes, DateTimeOffset? now = null)
    {
        using var verifier = new LedgerVerifier(recordBytes);
        var chain = new LedgerChain { Publisher = forkId, Key = pinned };
        var (accepted, refused) = (new List<LedgerEntry>(), new List<LedgerRefusal>());
        foreach (var commit in commits)
        {
            var step = verifier.Take(chain, commit, now ?? Start);
            if (step.Breach is { } breach)
            {
                return (chain, accepted, refused, breach);
            }

            chain = step.Chain;
            accepted.AddRange(step.Accepted);
            refused.AddRange(step.Refused);
        }

        return (chain, accepted, refused, null);
    }

    public void Dispose() => _made?.Dispose();
}
