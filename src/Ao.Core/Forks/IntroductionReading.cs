using Ao.Configuration;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;

namespace Ao.Forks;

/// <summary>Verifies a stranger's chain, commit by commit, and keeps of it only who it says that it is.</summary>
internal sealed class IntroductionReading(string forkId, LedgerOptions limits, DateTimeOffset now) : IDisposable
{
    private readonly LedgerVerifier _verifier = new();
    private LedgerChain _chain = new() { Publisher = forkId };
    private IdentityBody? _identity;
    private string? _key;
    private int _records;
    private int _refused;
    private DateTimeOffset? _first;
    private DateTimeOffset? _last;
    private string? _problem;

    /// <summary>Takes the next commit; whether more is read.</summary>
    public bool Take(LedgerCommit commit)
    {
        _problem = LedgerAllowance.HeldBack(limits, isFirst: true, 0, 0, _chain.Bytes, commit.Files.Values.Sum(static file => (long)file.Length));
        if (_problem is not null)
        {
            return false;
        }

        var step = _verifier.Take(_chain, commit, now);
        if (step.Breach is not null)
        {
            _problem = $"It is not followed beyond its commit {_chain.Sequence}: {ShortText.Clean(Printable.Line(step.Breach), 500)}.";
            return false;
        }

        _chain = step.Chain;
        var refused = _refused;
        _refused += step.Refused.Count;
        foreach (var entry in step.Accepted)
        {
            Take(entry);
        }

        _problem = LedgerAllowance.TooManyRefused(refused, step.Refused.Count) is { } many ? $"It is not read on: {many}." : null;
        return _problem is null;
    }

    public IntroducedFork Describe(string location, string? family)
    {
        var said = ForkSaid.Of(_records, _last, _identity);
        return new IntroducedFork
        {
            ForkId = forkId,
            Location = location,
            Head = _chain.Head ?? throw new AoException($"The ledger of fork {forkId} at '{Printable.Quote(location)}' cannot be read: {_problem ?? "it is empty."}"),
            Name = said.Name,
            Contact = said.Contact,
            Domain = said.Domain,
            Role = said.Role,
            Lifecycle = said.Lifecycle,
            IsRevoked = _chain.IsRevoked,
            PublicKey = _key ?? (_chain.Key is { } key && key.ForkId == forkId ? key.Text : null),
            Fingerprint = _chain.Key?.Fingerprint,
            Records = _records,
            Refused = _refused,
            FirstRecordAt = _first,
            LastRecordAt = said.LastAt,
            SaysIsKin = family is { Length: > 0 } ? _chain.Family == family : null,
            Problem = _problem,
        };
    }

    public void Dispose() => _verifier.Dispose();

    private void Take(LedgerEntry entry)
    {
        _records++;
        _first = _first is null || entry.Time < _first ? entry.Time : _first;
        _last = entry.Time <= now ? ForkDecision.Latest(_last, entry.Time) : _last;
        if (entry.Kind == LedgerKinds.Identity && LedgerBody.Read(entry, LedgerBodiesJson.Default.IdentityBody) is { } identity)
        {
            _identity = identity;
            _key ??= identity.PublicKey is { } key && ForkKeys.IdOf(key) == forkId ? key : null;
        }
    }
}
