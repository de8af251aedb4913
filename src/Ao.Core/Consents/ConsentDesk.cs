using Ao.Configuration;
using Ao.Effects;
using Ao.Governance;
using Ao.Journal;
using Microsoft.Extensions.Options;

namespace Ao.Consents;

/// <summary>Asks for consent on behalf of the effect gate, and takes requests back.</summary>
internal sealed class ConsentDesk(FactLog log, ConsentProjection projection, PolicySet policies, IOptions<AoOptions> options, TimeProvider time)
{
    private const int IdHashLength = 16;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    // As long as what cannot be reached is left alone at most, where it says nothing itself.
    private static readonly TimeSpan s_usualWait = TimeSpan.FromMinutes(30);

    /// <summary>Tells whether a request is for exactly this effect and was asked under the policy that holds now.</summary>
    public bool Fits(ConsentEntry entry, string hash) => entry.Consent.Hash == hash && entry.Consent.Details.PolicyVersion == policies.Of(entry.Consent.Project).Version;

    public bool HasLapsed(ConsentEntry entry) => time.GetUtcNow() >= entry.Consent.ExpiresAt;

    /// <summary>Gives the request for exactly this effect that can still be answered or used, or makes one. Requests for the same operation with other parameters, or under another policy, are withdrawn.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="hash">The hash of its canonical form.</param>
    /// <param name="why">Why a person is asked, a line each.</param>
    /// <param name="earlier">The requests for the operation, as the caller has seen them when it decided to ask.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <exception cref="StreamVersionException">Somebody else asked at the same time: look again.</exception>
    public async ValueTask<ConsentEntry> RequestAsync(Effect effect, string hash, IReadOnlyList<string> why, IReadOnlyList<ConsentEntry> earlier, CancellationToken cancellationToken)
    {
        ConsentEntry? match = null;
        foreach (var entry in earlier.Where(static entry => entry.IsLive))
        {
            if (HasLapsed(entry))
            {
                await ExpireAsync(entry, cancellationToken).ConfigureAwait(false);
            }
            else if (entry.Consent.Hash != hash)
            {
                await WithdrawAsync(entry, WithdrawalCause.Superseded, cancellationToken).ConfigureAwait(false);
            }
            else if (!Fits(entry, hash))
            {
                await WithdrawAsync(entry, WithdrawalCause.PolicyChanged, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                match = entry;
            }
        }

        // Who asks for the same at the same time comes to the same id, and only one of them can write it.
        var id = $"{hash[..IdHashLength]}-{earlier.Count + 1}";
        return match ?? await AskAsync(id, effect, hash, why, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Prepares what keeps an approval, or gives one back that was used, because nothing of the operation was done: to be written with that failure.</summary>
    /// <param name="entry">The approval.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="attempt">The intent that failed; 0 where there was none.</param>
    /// <param name="wait">How long the service asked to wait, where it did: a person's yes does not lapse by that.</param>
    /// <returns>What to write; <see langword="null"/> where the request is no approval any more.</returns>
    public StreamAppend? PrepareReturn(ConsentEntry? entry, OperationKey operation, int attempt, TimeSpan? wait)
    {
        if (entry is not { Consent.State: ConsentState.Used or ConsentState.Approved })
        {
            return null;
        }

        var waited = wait is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, s_longestWait.Ticks)) : s_usualWait;
        var returned = new ConsentFacts.Returned(entry.Consent.Id, operation, attempt, time.GetUtcNow() + waited + options.Value.Consent.Expiry);
        return log.Prepare(EffectFactKinds.StreamOf(entry.Consent.Id), entry.Version, [returned]);
    }

    public ConsentEntry? Find(string id) => projection.Find(id);

    /// <summary>Records that the time of a request has run out, unless something else became of it just before.</summary>
    public ValueTask ExpireAsync(ConsentEntry entry, CancellationToken cancellationToken) =>
        EndAsync(entry, new ConsentFacts.Expired(entry.Consent.Id), cancellationToken);

    /// <summary>Takes a request back, unless something else became of it just before.</summary>
    public ValueTask WithdrawAsync(ConsentEntry entry, WithdrawalCause cause, CancellationToken cancellationToken) =>
        EndAsync(entry, new ConsentFacts.Withdrawn(entry.Consent.Id, cause, By: null), cancellationToken);

    private async ValueTask<ConsentEntry> AskAsync(string id, Effect effect, string hash, IReadOnlyList<string> why, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var request = new ConsentFacts.Requested(
            id,
            effect.Key,
            effect.Kind,
            effect.Project,
            effect.Session,
            effect.Title,
            effect.Parameters,
            hash,
            now,
            now + options.Value.Consent.Expiry,
            effect.Details with { Why = why, PolicyVersion = policies.Of(effect.Project).Version });
        await log.AppendAsync(EffectFactKinds.StreamOf(id), expectedVersion: 0, [request], cancellationToken).ConfigureAwait(false);
        return projection.Find(id)!;
    }

    private async ValueTask EndAsync(ConsentEntry entry, object fact, CancellationToken cancellationToken)
    {
        try
        {
            await log.AppendAsync(EffectFactKinds.StreamOf(entry.Consent.Id), entry.Version, [fact], cancellationToken).ConfigureAwait(false);
        }
        catch (StreamVersionException) when (projection.Find(entry.Consent.Id) is { } newer && newer.Version != entry.Version)
        {
            // It was answered, used or ended in between, and whoever decided on the old state looks at it again; an approval that came in between is ended like the question.
            if (newer.IsLive)
            {
                await EndAsync(newer, fact, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
