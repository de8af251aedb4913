namespace Ao.Ledger.Protocol;

/// <summary>Verifies a chain, commit by commit: what it gives depends on nothing but the chain so far and the commit, save that the reader's clock and limit may leave out single records. Whatever the bytes are, it throws nothing.</summary>
/// <remarks>One caller at a time.</remarks>
internal sealed class LedgerVerifier(int recordBytes = LedgerFormat.RecordBytes) : IDisposable
{
    private readonly SignatureChecker _checker = new();

    /// <summary>Takes the next commit of a chain.</summary>
    /// <param name="chain">The chain so far.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="now">When it is received.</param>
    public LedgerStep Take(LedgerChain chain, LedgerCommit commit, DateTimeOffset now) => Go(chain, commit, now, known: null);

    /// <summary>Reads a commit again that was verified before. Its id says that it is the same, so that no signature is verified.</summary>
    /// <param name="chain">The chain so far.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="refused">The lines, by commit and line, that were refused then, and why.</param>
    public LedgerStep Read(LedgerChain chain, LedgerCommit commit, IReadOnlyDictionary<(int Sequence, int Line), LedgerRefusalCause> refused) => Go(chain, commit, DateTimeOffset.MaxValue, refused);

    public void Dispose() => _checker.Dispose();

    private LedgerStep Go(LedgerChain chain, LedgerCommit commit, DateTimeOffset now, IReadOnlyDictionary<(int Sequence, int Line), LedgerRefusalCause>? known)
    {
        var frame = CommitFrame.Read(chain, commit, known is null ? _checker : null);
        if (frame.Breach is { } breach)
        {
            return new LedgerStep(chain, [], [], breach);
        }

        var reader = new RecordReader(frame.Chain, _checker, recordBytes, now);
        for (var line = 1; line <= frame.Lines.Count; line++)
        {
            if (known is null)
            {
                reader.Take(frame.Lines[line - 1], line);
            }
            else
            {
                reader.Recall(frame.Lines[line - 1], known.TryGetValue((frame.Chain.Sequence, line), out var cause) ? cause : null);
            }
        }

        return known is null && frame.Manifest.Clock != reader.HighestClock
            ? new LedgerStep(chain, [], [], $"the manifest of commit {frame.Chain.Sequence} says clock {frame.Manifest.Clock}, and the highest one is {reader.HighestClock}")
            : new LedgerStep(reader.Finish(frame.Manifest.Clock), reader.Accepted, reader.Refused);
    }
}
