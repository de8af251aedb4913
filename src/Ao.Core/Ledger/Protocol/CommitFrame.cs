namespace Ao.Ledger.Protocol;

/// <summary>A commit without its records: whether it is the chain's next one, signed by its publisher, and adds what a commit adds.</summary>
internal sealed class CommitFrame
{
    private CommitFrame(LedgerChain chain, LedgerManifest manifest, IReadOnlyList<ReadOnlyMemory<byte>> lines, string? breach) => (Chain, Manifest, Lines, Breach) = (chain, manifest, lines, breach);

    /// <summary>Gets the chain with the commit and without its records.</summary>
    public LedgerChain Chain { get; }

    public LedgerManifest Manifest { get; }

    public IReadOnlyList<ReadOnlyMemory<byte>> Lines { get; }

    public string? Breach { get; }

    /// <summary>Reads a commit.</summary>
    /// <param name="chain">The chain so far.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="checker">What verifies the signature; <see langword="null"/> where it was verified before.</param>
    public static CommitFrame Read(LedgerChain chain, LedgerCommit commit, SignatureChecker? checker)
    {
        var sequence = chain.Sequence + 1;
        LedgerChain? signed = null;
        LedgerManifest? manifest = null;
        IReadOnlyList<ReadOnlyMemory<byte>> lines = [];
        var breach = Ended(chain, commit)
            ?? Signed(chain, commit, checker, out signed)
            ?? Files(commit, sequence)
            ?? Segment(commit.Files[LedgerFormat.SegmentPath(sequence)], sequence, out lines)
            ?? Manifested(chain, commit.Files[LedgerFormat.ManifestPath], sequence, lines.Count, out manifest);
        return breach is not null
            ? new CommitFrame(chain, new LedgerManifest("", "", 0, 0, 0), [], breach)
            : new CommitFrame(signed! with { Head = commit.Id, Commits = chain.Commits.SetItem(commit.Id, sequence), Sequence = sequence, Lines = chain.Lines + lines.Count, Bytes = chain.Bytes + commit.Files.Values.Sum(static file => (long)file.Length), Family = manifest!.Family }, manifest, lines, null);
    }

    /// <summary>Counts the lines of the segment that a commit would add.</summary>
    public static int CountLines(LedgerChain chain, LedgerCommit commit) =>
        commit.Files.TryGetValue(LedgerFormat.SegmentPath(chain.Sequence + 1), out var segment) ? segment.Span.Count((byte)'\n') : 0;

    private static string? Ended(LedgerChain chain, LedgerCommit commit) =>
        chain.IsRevoked ? "its publisher has revoked the key, and something was signed with it afterwards"
        : commit.Excess is { } excess ? $"a commit exceeds what is read: {Printable.Quote(excess)}"
        : chain.Sequence >= LedgerFormat.MaxSequence ? "it has more commits than a chain can have"
        : null;

    private static string? Signed(LedgerChain chain, LedgerCommit commit, SignatureChecker? checker, out LedgerChain? signed)
    {
        signed = null;
        var name = Printable.Quote(commit.Id);
        if (CommitObject.Parse(commit.Content.Span) is not { } content || !CommitObject.HasId(commit.Content.Span, commit.Id))
        {
            return $"commit {name} is no commit, or not the one that it is called";
        }

        if (chain.Head is null ? content.Parents.Count > 0 : content.Parents is not [var parent] || parent != chain.Head)
        {
            return $"commit {name} does not build on the one before it and on nothing else";
        }

        if (content.Signature is null || SshSignature.Disarm(content.Signature) is not { } blob || SshSignature.Parse(blob) is not { } signature)
        {
            return $"commit {name} is not signed, or by no signature of this protocol";
        }

        var key = chain.Key ?? PublisherKey.OfSsh(signature.KeyBlob.Span);
        if (key is null || (chain.Key is null && key.ForkId != chain.Publisher))
        {
            return $"commit {name} is signed by a key that is not {chain.Publisher}'s";
        }

        if (checker?.Verify(key, LedgerFormat.CommitNamespace, content.Signed.Span, signature) == false)
        {
            return $"the signature of commit {name} is not {chain.Publisher}'s";
        }

        signed = chain with { Key = key };
        return null;
    }

    private static string? Files(LedgerCommit commit, int sequence)
    {
        if (commit.Removed.Count > 0)
        {
            return $"commit {sequence} removes '{Printable.Quote(commit.Removed[0])}'";
        }

        var segment = LedgerFormat.SegmentPath(sequence);
        if (commit.Files.Keys.FirstOrDefault(path => path != segment && path != LedgerFormat.ManifestPath) is { } other)
        {
            return $"commit {sequence} writes '{Printable.Quote(other)}', which is neither the segment that comes next nor the manifest";
        }

        return !commit.Files.ContainsKey(segment) ? $"commit {sequence} has no segment '{segment}'"
            : !commit.Files.ContainsKey(LedgerFormat.ManifestPath) ? $"commit {sequence} writes no manifest"
            : null;
    }

    private static string? Segment(ReadOnlyMemory<byte> segment, int sequence, out IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        var all = new List<ReadOnlyMemory<byte>>();
        lines = all;
        if (segment.Length > LedgerFormat.SegmentBytes || segment.Span is not [.., (byte)'\n'])
        {
            return $"the segment of commit {sequence} has more than {LedgerFormat.SegmentBytes} bytes, or does not end with its last line";
        }

        for (var rest = segment; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            all.Add(rest[..end]);
            rest = rest[(end + 1)..];
        }

        return all.Count > LedgerFormat.RecordsInSegment ? $"the segment of commit {sequence} has {all.Count} records, and {LedgerFormat.RecordsInSegment} is the most" : null;
    }

    private static string? Manifested(LedgerChain chain, ReadOnlyMemory<byte> bytes, int sequence, int lines, out LedgerManifest? manifest)
    {
        manifest = LedgerManifest.Parse(bytes);
        var text = $"the manifest of commit {sequence}";
        return manifest is null ? $"{text} cannot be read"
            : manifest.Publisher != chain.Publisher ? $"{text} is of '{Printable.Quote(manifest.Publisher)}'"
            : !LedgerFormat.IsFamily(manifest.Family) || (chain.Family is not null && manifest.Family != chain.Family) ? $"{text} is of another family"
            : manifest.Sequence != sequence ? $"{text} says that it is number {manifest.Sequence}"
            : manifest.Count != chain.Lines + lines ? $"{text} says {manifest.Count} records, and there are {chain.Lines + lines}"
            : null;
    }
}
