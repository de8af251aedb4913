using Ao.Configuration;
using Ao.Consents;
using Ao.Effects;
using Ao.Journal;
using Ao.Ledger.Protocol;
using Ao.Notices;
using Ao.Notifiers;

namespace Ao.Ledger;

/// <summary>Reads chains into memory, and verifies what was not verified before. Its methods are called by who holds the ledger's gate.</summary>
internal sealed class LedgerTaker(LedgerTransports transports, LedgerProjection states, FactLog log, NoticeDesk notices, OperationKeys keys, TimeProvider time)
{
    /// <summary>Reads what the journal says was taken. Signatures that were verified then are not verified again.</summary>
    /// <returns>Whether all of it was there.</returns>
    public async Task<bool> LoadAsync(ProjectId project, KeptLedger kept, PublisherKey? pinned, CancellationToken cancellationToken)
    {
        if (kept.IsLoaded)
        {
            return true;
        }

        kept.Reset(Begin(kept.ForkId, pinned));
        if (states.Find(project, kept.ForkId) is not { Head: { } head } state)
        {
            return kept.IsLoaded = true;
        }

        if (await transports.Get(project).FindHeadAsync(transports.ProjectOf(project).Source, kept.ForkId, cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        var refused = state.Refused.ToDictionary(static refusal => (refusal.Sequence, refusal.Line), static refusal => refusal.Cause);
        using var verifier = new LedgerVerifier();
        var (chain, entries) = (kept.Chain, new List<LedgerEntry>());
        try
        {
            await foreach (var commit in transports.ReadAsync(project, kept.ForkId, null, head, cancellationToken).ConfigureAwait(false))
            {
                var step = verifier.Read(chain, commit, refused);
                if (step.Breach is not null)
                {
                    break;
                }

                chain = step.Chain;
                entries.AddRange(step.Accepted);
            }
        }
        catch (AoException exception) when (exception is not TransientException)
        {
            // The repository is behind the journal: what is missing is fetched and verified anew, and where that fails the caller says so.
            return false;
        }

        if (chain.Head != head || chain.Lines != state.Lines || entries.Count != state.Records)
        {
            return false;
        }

        kept.Add(chain, entries);
        return kept.IsLoaded = true;
    }

    /// <summary>Verifies what lies beyond that, and takes it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="kept">The ledger.</param>
    /// <param name="name">What people call the publisher.</param>
    /// <param name="head">The commit up to which to read.</param>
    /// <param name="limits">How much is taken; <see langword="null"/> for an own ledger.</param>
    /// <param name="isShown">Whether it is what the publisher's own place shows.</param>
    /// <param name="cancellationToken">The token that cancels verifying. What was verified until then is verified again.</param>
    /// <returns>How many records were taken and refused.</returns>
    public async Task<(int Taken, int Refused)> TakeAsync(ProjectId project, KeptLedger kept, string name, string head, LedgerOptions? limits, bool isShown, CancellationToken cancellationToken)
    {
        var state = states.Find(project, kept.ForkId);
        var isFirst = state?.Head is null;
        var fromStart = kept.Chain.Head is null;
        using var verifier = new LedgerVerifier(limits?.MaxRecordBytes ?? LedgerFormat.RecordBytes);
        var (chain, accepted, refused) = (kept.Chain, new List<LedgerEntry>(), new List<LedgerRefusal>());
        var faultsBefore = fromStart ? 0 : state?.Refused.Count(LedgerAllowance.IsFault) ?? 0;
        var faults = 0;
        string? heldBack = null;
        string? breach = null;
        await foreach (var commit in transports.ReadAsync(project, kept.ForkId, chain.Head, head, cancellationToken).ConfigureAwait(false))
        {
            var today = (state?.ReceivedOn(time.GetUtcNow()) ?? 0) + (fromStart ? 0 : accepted.Count + refused.Count);
            heldBack = limits is null ? null : LedgerAllowance.HeldBack(limits, isFirst || fromStart, today, CommitFrame.CountLines(chain, commit), chain.Bytes, commit.Files.Values.Sum(static file => (long)file.Length));
            if (heldBack is not null)
            {
                break;
            }

            var step = verifier.Take(chain, commit, time.GetUtcNow());
            breach = step.Breach ?? Contradiction(state, step.Chain);
            if (breach is not null)
            {
                break;
            }

            chain = step.Chain;
            accepted.AddRange(step.Accepted);
            refused.AddRange(step.Refused);
            faults += step.Refused.Count(LedgerAllowance.IsFault);
            breach = LedgerAllowance.TooManyRefused(faultsBefore, faults);
            if (breach is not null)
            {
                break;
            }
        }

        breach ??= fromStart && heldBack is null && chain.Sequence < state?.Sequence ? $"its chain has {chain.Sequence} commits, and had {state.Sequence} before" : null;
        if (chain.Head is { } newest && newest != kept.Chain.Head)
        {
            var taken = new LedgerFacts.Taken(newest, chain.Sequence, chain.Lines, chain.Bytes, chain.Clock, accepted.Count, refused, fromStart, chain.Key?.Fingerprint, heldBack, IsOwn: limits is null, Shown: isShown ? chain.Sequence : 0);
            await log.AppendAsync(LedgerFactKinds.StreamOf(project, kept.ForkId), expectedVersion: null, [taken], cancellationToken).ConfigureAwait(false);
            kept.Add(chain, accepted);
            kept.IsLoaded = true;
        }
        else if (heldBack is not null && state?.HeldBack != heldBack)
        {
            await log.AppendAsync(LedgerFactKinds.StreamOf(project, kept.ForkId), expectedVersion: null, [new LedgerFacts.Held(heldBack)], cancellationToken).ConfigureAwait(false);
        }

        if (breach is not null && state?.Evidence.Contains(head) != true)
        {
            await SuspendAsync(project, kept.ForkId, name, $"The ledger of '{Printable.Quote(name)}' cannot be followed: {breach}.", [head], cancellationToken).ConfigureAwait(false);
        }

        return (accepted.Count, refused.Count);
    }

    /// <summary>Writes down that a person trusts a publisher again, and closes what told them that it is not.</summary>
    public async Task TrustAsync(ProjectId project, string forkId, string reason, Operator by, CancellationToken cancellationToken)
    {
        if (states.Find(project, forkId)?.Suspended is not null)
        {
            var trusted = log.Prepare(LedgerFactKinds.StreamOf(project, forkId), expectedVersion: null, [new LedgerFacts.Trusted(reason, by)]);
            await log.AppendAsync([.. new[] { trusted, notices.PrepareClosing(NoticeOf(project, forkId), $"It is trusted again: {reason}") }.OfType<StreamAppend>()], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes down that a publisher is not trusted any more, and has people told; nothing where it is not trusted already.</summary>
    public async Task SuspendAsync(ProjectId project, string forkId, string name, string reason, IReadOnlyList<string> evidence, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = states.Find(project, forkId);
            if (state?.Suspended is not null)
            {
                return;
            }

            var notice = new NewNotice
            {
                Key = NoticeOf(project, forkId),
                Priority = NotificationPriority.Action,
                Topic = "ledger.suspended",
                Title = $"The fork '{Printable.Quote(name)}' is not trusted any more",
                Body = $"{reason} Its records do not count, and nothing more is fetched of it. Ask its maintainers what has happened; then trust it again (Ledgers.TrustAsync), pin its new key, or follow it no more (Fork:Peers, or Forks.RuleAsync where it was adopted). Kept as evidence: {string.Join(", ", evidence.Select(Printable.Quote))}.",
                Project = project,
                IsLatched = true,
            };
            List<StreamAppend> appends = [log.Prepare(LedgerFactKinds.StreamOf(project, forkId), state?.Version ?? 0, [new LedgerFacts.Suspended(reason, evidence)])];
            if (notices.Prepare(notice) is { } raised)
            {
                appends.Add(raised);
            }

            try
            {
                await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (StreamVersionException)
            {
                // A person has decided something meanwhile: look again.
            }
        }
    }

    private static LedgerChain Begin(string forkId, PublisherKey? pinned) => new() { Publisher = forkId, Key = pinned };

    /// <summary>Says where a chain that is read anew is another than the one that was taken before.</summary>
    private static string? Contradiction(LedgerState? state, LedgerChain chain) =>
        state?.Head is { } head && chain.Sequence == state.Sequence && chain.Head != head ? $"its commit {chain.Sequence} is another than the one that was taken before" : null;

    private OperationKey NoticeOf(ProjectId project, string forkId) => notices.OpenOrNext(number => keys.Of(project, $"ledger-suspended/{forkId}/{number}"));
}
