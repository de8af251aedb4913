using System.Collections.Immutable;
using Ao.Ledger.Bodies;

namespace Ao.Ledger.Protocol;

/// <summary>Takes the records of one commit, line by line, and says why it does not take one.</summary>
/// <param name="chain">The chain with the commit and without its records.</param>
/// <param name="checker">What verifies signatures; <see langword="null"/> where that was done before.</param>
/// <param name="recordBytes">How large a line may be.</param>
/// <param name="now">When the commit is received.</param>
internal sealed class RecordReader(LedgerChain chain, SignatureChecker? checker, int recordBytes, DateTimeOffset now)
{
    private readonly ImmutableHashSet<string>.Builder _ids = chain.Ids.ToBuilder();
    private readonly List<LedgerEntry> _accepted = [];
    private readonly List<LedgerRefusal> _refused = [];
    private LedgerChain _chain = chain;

    public IReadOnlyList<LedgerEntry> Accepted => _accepted;

    public IReadOnlyList<LedgerRefusal> Refused => _refused;

    /// <summary>Gets the highest clock of the chain and of all records that can be read, taken or not.</summary>
    public long HighestClock { get; private set; } = chain.ManifestClock;

    public LedgerChain Finish(long manifestClock) => _chain with { Ids = _ids.ToImmutable(), ManifestClock = manifestClock };

    public void Take(ReadOnlyMemory<byte> line, int number)
    {
        if (Judge(line) is var (cause, reason))
        {
            _refused.Add(new LedgerRefusal(_chain.Sequence, number, cause, reason));
        }
    }

    private (LedgerRefusalCause Cause, string Reason)? Judge(ReadOnlyMemory<byte> line)
    {
        if (line.Length > recordBytes)
        {
            return (LedgerRefusalCause.Oversized, $"It has {line.Length} bytes, and {recordBytes} is the most.");
        }

        if (DsseEnvelope.Parse(line) is not { } envelope || LedgerFormat.KindOf(envelope.PayloadType) is not { } kind)
        {
            return (LedgerRefusalCause.Malformed, "It is no envelope of this protocol.");
        }

        if (checker is not null && JudgeSignature(envelope, checker) is { } unsigned)
        {
            return unsigned;
        }

        if (LedgerPayload.Parse(envelope.Payload) is not { } payload)
        {
            return (LedgerRefusalCause.Malformed, "Its content is not what a record of this protocol says.");
        }

        HighestClock = Math.Max(HighestClock, payload.Clock);
        var id = LedgerPayload.IdOf(envelope.Payload);
        return JudgePayload(payload, id) ?? Accept(payload.ToEntry(id, kind, _chain.Sequence), envelope);
    }

    private (LedgerRefusalCause Cause, string Reason)? JudgeSignature(DsseEnvelope envelope, SignatureChecker verifier)
    {
        if (envelope.Signatures.Count == 0)
        {
            return (LedgerRefusalCause.NotSigned, "It has no signature.");
        }

        var signed = DsseEnvelope.Signed(envelope.PayloadType, envelope.Payload);
        var key = _chain.Key!;
        var isOwn = false;
        foreach (var signature in envelope.Signatures.Select(static bytes => SshSignature.Parse(bytes)).OfType<SshSignature>())
        {
            if (verifier.Verify(key, LedgerFormat.RecordNamespace, signed, signature))
            {
                return null;
            }

            isOwn |= signature.KeyBlob.Span.SequenceEqual(key.SshBlob.Span);
        }

        return isOwn || !envelope.Signatures.Any(static bytes => SshSignature.Parse(bytes) is not null)
            ? (LedgerRefusalCause.Forged, "Its signature is not the publisher's over these bytes.")
            : (LedgerRefusalCause.Foreign, "It is signed by a key that is not the publisher's.");
    }

    private (LedgerRefusalCause Cause, string Reason)? JudgePayload(LedgerPayload payload, string id)
    {
        if (payload.Publisher != _chain.Publisher)
        {
            return (LedgerRefusalCause.Foreign, $"It is of the publisher {payload.Publisher}.");
        }

        if (payload.Family != _chain.Family)
        {
            return (LedgerRefusalCause.Foreign, "It is of another family than the chain.");
        }

        if (_ids.Contains(id))
        {
            return (LedgerRefusalCause.Replayed, "It is in the chain already.");
        }

        if (payload.Clock <= _chain.Clock || payload.Clock > Math.Min(_chain.Clock + LedgerFormat.ClockStep, LedgerFormat.MaxClock))
        {
            return (LedgerRefusalCause.Clock, $"Its clock is {payload.Clock}, and the one before it {_chain.Clock}: it must be higher, by {LedgerFormat.ClockStep} at most.");
        }

        if (checker is not null && payload.Time - now > LedgerFormat.TimeAhead)
        {
            return (LedgerRefusalCause.FutureDated, $"It says that it was made at {payload.Time.UtcDateTime:u}, which is more than a day ahead.");
        }

        return _chain.IsRevoked || payload.Time < _chain.ValidAfter || payload.Time >= _chain.ValidBefore
            ? (LedgerRefusalCause.KeyNotValid, _chain.IsRevoked ? "Its key was revoked before." : $"Its key was not valid at {payload.Time.UtcDateTime:u}.")
            : null;
    }

    private (LedgerRefusalCause Cause, string Reason)? Accept(LedgerEntry entry, DsseEnvelope envelope)
    {
        if (entry.Kind == LedgerKinds.Identity)
        {
            if (LedgerBody.Read(entry, LedgerBodiesJson.Default.IdentityBody) is not { } identity)
            {
                return (LedgerRefusalCause.Malformed, "It does not say who the publisher is.");
            }

            if (TakeIdentity(identity, envelope) is { } refusal)
            {
                return refusal;
            }
        }

        _ids.Add(entry.Id);
        _chain = _chain with { Clock = entry.Clock };
        _accepted.Add(entry);
        return null;
    }

    /// <summary>Takes up which key signs from here on. A new one has to sign too, so that nobody names a key that is not theirs.</summary>
    private (LedgerRefusalCause Cause, string Reason)? TakeIdentity(IdentityBody identity, DsseEnvelope envelope)
    {
        var key = identity.PublicKey is null ? _chain.Key! : PublisherKey.Of(identity.PublicKey);
        if (key is null)
        {
            return (LedgerRefusalCause.Malformed, "It names a key that is none of this protocol.");
        }

        if (!key.Is(_chain.Key!) && checker is not null && !IsSignedBy(key, envelope, checker))
        {
            return (LedgerRefusalCause.Forged, "It names a new key, which has not signed it.");
        }

        _chain = _chain with { Key = key, ValidAfter = identity.ValidAfter, ValidBefore = identity.ValidBefore, IsRevoked = identity.Revoked == true };
        return null;
    }

    private static bool IsSignedBy(PublisherKey key, DsseEnvelope envelope, SignatureChecker verifier)
    {
        var signed = DsseEnvelope.Signed(envelope.PayloadType, envelope.Payload);
        return envelope.Signatures.Select(static bytes => SshSignature.Parse(bytes)).OfType<SshSignature>().Any(signature => verifier.Verify(key, LedgerFormat.RecordNamespace, signed, signature));
    }
}
