using System.Collections.Immutable;

namespace Ao.Ledger.Protocol;

/// <summary>Takes the records of one commit, line by line, and says why it does not take one.</summary>
/// <param name="chain">The chain with the commit and without its records.</param>
/// <param name="checker">What verifies signatures.</param>
/// <param name="recordBytes">How large a record may be that this reader takes.</param>
/// <param name="now">When the commit is received.</param>
internal sealed class RecordReader(LedgerChain chain, SignatureChecker checker, int recordBytes, DateTimeOffset now)
{
    private readonly ImmutableHashSet<string>.Builder _ids = chain.Ids.ToBuilder();
    private readonly List<LedgerEntry> _accepted = [];
    private readonly List<LedgerRefusal> _refused = [];
    private LedgerChain _chain = chain;

    public IReadOnlyList<LedgerEntry> Accepted => _accepted;

    public IReadOnlyList<LedgerRefusal> Refused => _refused;

    /// <summary>Gets the highest clock of the chain and of all records that are signed by its publisher and have the form of one, taken or not.</summary>
    public long HighestClock { get; private set; } = chain.ManifestClock;

    public LedgerChain Finish(long manifestClock) => _chain with { Ids = _ids.ToImmutable(), ManifestClock = manifestClock };

    public void Take(ReadOnlyMemory<byte> line, int number)
    {
        if (Judge(line) is var (cause, reason))
        {
            _refused.Add(new LedgerRefusal(_chain.Sequence, number, cause, reason));
        }
    }

    /// <summary>Takes up a line that was judged before.</summary>
    /// <param name="line">The line.</param>
    /// <param name="refused">Why it was refused; <see langword="null"/> where it was taken.</param>
    public void Recall(ReadOnlyMemory<byte> line, LedgerRefusalCause? refused)
    {
        if (refused is null or LedgerRefusalCause.Oversized or LedgerRefusalCause.FutureDated && line.Length <= LedgerFormat.RecordBytes
            && DsseEnvelope.Parse(line) is { } envelope && LedgerFormat.KindOf(envelope.PayloadType) is { } kind && Open(envelope, kind) is var (entry, terms))
        {
            Follow(entry, terms);
            if (refused is null)
            {
                _accepted.Add(entry);
            }
        }
    }

    private (LedgerRefusalCause Cause, string Reason)? Judge(ReadOnlyMemory<byte> line)
    {
        if (line.Length > LedgerFormat.RecordBytes)
        {
            return (LedgerRefusalCause.Oversized, $"It has {line.Length} bytes, and {LedgerFormat.RecordBytes} is the most.");
        }

        if (DsseEnvelope.Parse(line) is not { } envelope || LedgerFormat.KindOf(envelope.PayloadType) is not { } kind)
        {
            return (LedgerRefusalCause.Malformed, "It is no envelope of this protocol.");
        }

        if (JudgeSignatures(envelope) is { } unsigned)
        {
            return unsigned;
        }

        if (Open(envelope, kind) is not var (entry, terms))
        {
            return (LedgerRefusalCause.Malformed, kind == LedgerKinds.Identity ? "It does not say who the publisher is and with which key it signs." : "Its content is not what a record of this protocol says.");
        }

        HighestClock = Math.Max(HighestClock, entry.Clock);
        if (JudgeEntry(entry, terms, envelope) is { } refusal)
        {
            return refusal;
        }

        Follow(entry, terms);
        if (terms is null && JudgeHere(entry, line.Length) is { } here)
        {
            return here;
        }

        _accepted.Add(entry);
        return null;
    }

    private (LedgerRefusalCause Cause, string Reason)? JudgeSignatures(DsseEnvelope envelope)
    {
        if (envelope.Signatures.Count == 0)
        {
            return (LedgerRefusalCause.NotSigned, "It has no signature.");
        }

        if (IsSignedBy(_chain.Key!, envelope))
        {
            return null;
        }

        SshSignature[] read = [.. envelope.Signatures.Select(static bytes => SshSignature.Parse(bytes)).OfType<SshSignature>()];
        return read.Length == 0 || read.Any(signature => signature.KeyBlob.Span.SequenceEqual(_chain.Key!.SshBlob.Span))
            ? (LedgerRefusalCause.Forged, "Its signature is not the publisher's over these bytes.")
            : (LedgerRefusalCause.Foreign, "It is signed by a key that is not the publisher's.");
    }

    /// <summary>Reads what was signed; <see langword="null"/> where it has not the form of a record.</summary>
    private (LedgerEntry Entry, KeyTerms? Terms)? Open(DsseEnvelope envelope, string kind)
    {
        if (LedgerPayload.Parse(envelope.Payload) is not { } payload)
        {
            return null;
        }

        var terms = kind == LedgerKinds.Identity ? KeyTerms.Read(payload.Body) : null;
        return kind == LedgerKinds.Identity && terms is null ? null : (payload.ToEntry(LedgerPayload.IdOf(envelope.Payload), kind, _chain.Sequence), terms);
    }

    /// <summary>Judges what is the same for every reader.</summary>
    private (LedgerRefusalCause Cause, string Reason)? JudgeEntry(LedgerEntry entry, KeyTerms? terms, DsseEnvelope envelope) =>
        entry.Publisher != _chain.Publisher ? (LedgerRefusalCause.Foreign, $"It is of the publisher {entry.Publisher}.")
        : entry.Family != _chain.Family ? (LedgerRefusalCause.Foreign, "It is of another family than the chain.")
        : _ids.Contains(entry.Id) ? (LedgerRefusalCause.Replayed, "It is in the chain already.")
        : entry.Clock <= _chain.Clock || entry.Clock - _chain.Clock > LedgerFormat.ClockStep ? (LedgerRefusalCause.Clock, $"Its clock is {entry.Clock}, and the one before it {_chain.Clock}: it must be higher, by {LedgerFormat.ClockStep} at most.")
        : _chain.IsRevoked ? (LedgerRefusalCause.KeyNotValid, "Its key was revoked before.")
        : entry.Time < _chain.ValidAfter || entry.Time >= _chain.ValidBefore ? (LedgerRefusalCause.KeyNotValid, $"Its key was not valid at {entry.Time.UtcDateTime:u}.")
        : terms?.Key is { } key && !key.Is(_chain.Key!) && !IsSignedBy(key, envelope) ? (LedgerRefusalCause.Forged, "It names a new key, which has not signed it.")
        : null;

    /// <summary>Takes up what the chain is behind a record, whether this reader keeps the record or not: by its limit and its clock no reader judges the rest of a chain in another way.</summary>
    private void Follow(LedgerEntry entry, KeyTerms? terms)
    {
        _ids.Add(entry.Id);
        _chain = _chain with { Clock = entry.Clock };
        if (terms is not null)
        {
            _chain = _chain with { Key = terms.Key ?? _chain.Key, ValidAfter = terms.ValidAfter, ValidBefore = terms.ValidBefore, IsRevoked = terms.IsRevoked };
        }
    }

    /// <summary>Judges what depends on this reader.</summary>
    private (LedgerRefusalCause Cause, string Reason)? JudgeHere(LedgerEntry entry, int length) =>
        length > recordBytes ? (LedgerRefusalCause.Oversized, $"It has {length} bytes, and {recordBytes} is the most that is taken here (Ledger:MaxRecordBytes).")
        : entry.Time - now > LedgerFormat.TimeAhead ? (LedgerRefusalCause.FutureDated, $"It says that it was made at {entry.Time.UtcDateTime:u}, which is more than a day ahead.")
        : null;

    private bool IsSignedBy(PublisherKey key, DsseEnvelope envelope)
    {
        var signed = DsseEnvelope.Signed(envelope.PayloadType, envelope.Payload);
        return envelope.Signatures.Select(static bytes => SshSignature.Parse(bytes)).OfType<SshSignature>().Any(signature => checker.Verify(key, LedgerFormat.RecordNamespace, signed, signature));
    }
}
