using System.Text.Json;
using Ao.Effects;
using Ao.Journal;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;

namespace Ao.Ledger;

/// <summary>Writes this host's own chains. What is in a chain is the truth: a record that a crash has kept from being told of is found there, and is not made twice.</summary>
internal sealed class OwnLedgers(LedgerTransports transports, LedgerShelf shelf, OwnLedgerRepair repair, LedgerKeyStore keyStore, LedgerRedaction redaction, LedgerProjection states, FactLog log, TimeProvider time)
{
    /// <summary>Opens a ledger.</summary>
    public async Task<ForkKey> OpenAsync(ProjectId project, IdentityBody identity, CancellationToken cancellationToken)
    {
        transports.Get(project);
        var own = keyStore.FindOrMake(project);
        var kept = shelf.Get(project, own.ForkId);
        await kept.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            own = await repair.ReadyAsync(project, kept, cancellationToken).ConfigureAwait(false);
            if (kept.Chain.IsRevoked)
            {
                // It has said its last word, and nothing is to be said anew.
                return own.Public;
            }

            if (kept.Chain.Family is { } family && identity.Family is { } wanted && family != wanted)
            {
                throw new AoException($"The ledger of project '{project}' is of the family {family}, and the project's is {Printable.Quote(wanted)} now. A ledger has one family: move '{project}.pem' out of the folder of keys to begin a new one under another id.");
            }

            await AddAsync(project, kept, own, [Draft(identity with { Revoked = null }, own.Signer.Key)], identity.Family ?? "", null, cancellationToken).ConfigureAwait(false);
            return own.Public;
        }
        finally
        {
            kept.Gate.Release();
        }
    }

    /// <summary>Adds records.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> AppendAsync(ProjectId project, IReadOnlyList<LedgerDraft> drafts, CancellationToken cancellationToken)
    {
        foreach (var draft in drafts)
        {
            Check(draft);
        }

        return await WithOwnAsync(project, (kept, own) => AddAsync(project, kept, own, drafts, kept.Chain.Family!, null, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes the key.</summary>
    public Task<ForkKey> RotateAsync(ProjectId project, CancellationToken cancellationToken) => WithOwnAsync(
        project,
        async (kept, own) =>
        {
            var next = keyStore.FindOrMakeNext(project, own.ForkId);
            var body = IdentityOf(kept) with { ValidAfter = null, ValidBefore = null, Reason = "The key was changed." };
            await AddAsync(project, kept, own, [Draft(body, next.Signer.Key)], kept.Chain.Family!, next.Signer, cancellationToken).ConfigureAwait(false);
            keyStore.Promote(project);
            return keyStore.Find(project)!.Public;
        },
        cancellationToken);

    /// <summary>Ends a ledger.</summary>
    public Task<LedgerEntry> RevokeAsync(ProjectId project, string reason, CancellationToken cancellationToken) => WithOwnAsync(
        project,
        async (kept, own) =>
        {
            var body = IdentityOf(kept) with { Revoked = true, Reason = reason, State = "retired" };
            return (await AddAsync(project, kept, own, [Draft(body, own.Signer.Key)], kept.Chain.Family!, null, cancellationToken).ConfigureAwait(false))[0];
        },
        cancellationToken);

    /// <summary>Reads a ledger, so that it is as it was left, whatever a crash has kept from being told of.</summary>
    public async Task<KeptLedger?> LoadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (keyStore.Find(project) is not { } own)
        {
            return null;
        }

        var kept = shelf.Get(project, own.ForkId);
        await kept.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await repair.ReadyAsync(project, kept, cancellationToken).ConfigureAwait(false);
            return kept;
        }
        finally
        {
            kept.Gate.Release();
        }
    }

    private static void Check(LedgerDraft draft)
    {
        if (!LedgerKinds.IsKnown(draft.Kind) || draft.Kind == LedgerKinds.Identity)
        {
            throw new AoException($"A record of the kind '{Printable.Quote(draft.Kind)}' cannot be added. Use one of the kinds of {nameof(LedgerKinds)}; the identity is written when the ledger is opened.");
        }

        if (draft.SourceSession?.Length > LedgerFormat.MaxSession)
        {
            throw new AoException($"The session '{Printable.Quote(draft.SourceSession)}' of a record has {draft.SourceSession.Length} characters, and {LedgerFormat.MaxSession} is the most.");
        }
    }

    // The key is put in behind the secrets are taken out: nothing may change it.
    private LedgerDraft Draft(IdentityBody identity, PublisherKey key)
    {
        var clean = JsonSerializer.Deserialize(redaction.Clean(LedgerKinds.Identity, LedgerBody.Write(identity with { PublicKey = null }, LedgerBodiesJson.Default.IdentityBody)).Span, LedgerBodiesJson.Default.IdentityBody)!;
        return LedgerBody.Draft(LedgerKinds.Identity, clean with { PublicKey = key.Text }, LedgerBodiesJson.Default.IdentityBody);
    }

    private async Task<T> WithOwnAsync<T>(ProjectId project, Func<KeptLedger, OwnKey, Task<T>> workAsync, CancellationToken cancellationToken)
    {
        var own = keyStore.Find(project) ?? throw OwnLedgerRepair.NotOpened(project);
        var kept = shelf.Get(project, own.ForkId);
        await kept.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            own = await repair.ReadyAsync(project, kept, cancellationToken).ConfigureAwait(false);
            return kept.Chain.Head is null ? throw OwnLedgerRepair.NotOpened(project) : await workAsync(kept, own).ConfigureAwait(false);
        }
        finally
        {
            kept.Gate.Release();
        }
    }

    private async Task<IReadOnlyList<LedgerEntry>> AddAsync(ProjectId project, KeptLedger kept, OwnKey own, IReadOnlyList<LedgerDraft> drafts, string family, LedgerSigner? successor, CancellationToken cancellationToken)
    {
        LedgerDraft[] clean = [.. drafts.Select(draft => draft.Kind == LedgerKinds.Identity ? draft : draft with { Body = redaction.Clean(draft.Kind, draft.Body) })];
        string[] names = [.. clean.Select(static draft => KeptLedger.NameOf(draft.Kind, draft.Body))];
        var made = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
        var left = new List<LedgerDraft>();
        foreach (var (name, draft) in names.Zip(clean).DistinctBy(static pair => pair.First))
        {
            if (kept.Same(draft.Kind, draft.Body) is { } same)
            {
                made[name] = same;
            }
            else
            {
                left.Add(draft);
            }
        }

        CheckMayWrite(project, kept, left.Count);
        while (left.Count > 0)
        {
            var entries = await AddCommitAsync(project, kept, own, [.. left], family, successor, cancellationToken).ConfigureAwait(false);
            foreach (var entry in entries)
            {
                made[KeptLedger.NameOf(entry.Kind, entry.Body)] = entry;
            }

            left.RemoveRange(0, entries.Count);
        }

        return [.. names.Select(name => made[name])];
    }

    private async Task<IReadOnlyList<LedgerEntry>> AddCommitAsync(ProjectId project, KeptLedger kept, OwnKey own, LedgerDraft[] drafts, string family, LedgerSigner? successor, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        var composed = LedgerComposer.Compose(kept.Chain, drafts, family, states.HighestClock(project), now, own.Signer, successor);
        var append = new LedgerAppend
        {
            Source = transports.ProjectOf(project).Source,
            ForkId = own.ForkId,
            Parent = kept.Chain.Head,
            Files = composed.Files,
            Message = $"ao-ledger/1 {composed.Manifest.Sequence}: {composed.Entries.Count} {(composed.Entries.Count == 1 ? "record" : "records")}",
            Author = own.ForkId,
            At = now,
            Sign = content => SshSignature.Armor(own.Signer.Sign(LedgerFormat.CommitNamespace, content.Span)),
        };

        // Until memory and journal hold it too, the chain is what must be read.
        kept.IsLoaded = false;
        var head = await transports.Get(project).AppendAsync(append, cancellationToken).ConfigureAwait(false);
        var identity = composed.Entries.LastOrDefault(static entry => entry.Kind == LedgerKinds.Identity) is { } said ? LedgerBody.Read(said, LedgerBodiesJson.Default.IdentityBody) : null;
        var chain = kept.Chain with
        {
            Head = head,
            Commits = kept.Chain.Commits.SetItem(head, composed.Manifest.Sequence),
            Sequence = composed.Manifest.Sequence,
            Lines = composed.Manifest.Count,
            Bytes = kept.Chain.Bytes + composed.Files.Values.Sum(static file => (long)file.Length),
            Clock = composed.Entries[^1].Clock,
            ManifestClock = composed.Manifest.Clock,
            Family = composed.Manifest.Family,
            Key = successor?.Key ?? own.Signer.Key,
            ValidAfter = identity is null ? kept.Chain.ValidAfter : identity.ValidAfter,
            ValidBefore = identity is null ? kept.Chain.ValidBefore : identity.ValidBefore,
            IsRevoked = identity?.Revoked == true,
            Ids = kept.Chain.Ids.Union(composed.Entries.Select(static entry => entry.Id)),
        };
        var taken = new LedgerFacts.Taken(head, chain.Sequence, chain.Lines, chain.Bytes, chain.Clock, composed.Entries.Count, [], FromStart: kept.Chain.Head is null, chain.Key.Fingerprint, IsOwn: true);
        await log.AppendAsync(LedgerFactKinds.StreamOf(project, own.ForkId), expectedVersion: null, [taken], cancellationToken).ConfigureAwait(false);
        kept.Add(chain, composed.Entries);
        kept.IsLoaded = true;
        return composed.Entries;
    }

    private void CheckMayWrite(ProjectId project, KeptLedger kept, int count)
    {
        if (count > 0 && kept.Chain.IsRevoked)
        {
            throw new AoException($"The ledger of project '{project}' was ended by its revocation. Move '{project}.pem' out of the folder of keys to begin a new one under another id.");
        }

        if (count > 0 && kept.Chain.Sequence >= LedgerFormat.MaxSequence)
        {
            throw new AoException($"The ledger of project '{project}' has {kept.Chain.Sequence} commits, which is the most. Move '{project}.pem' out of the folder of keys to begin a new one under another id.");
        }

        if (count > 0 && kept.Chain.ValidBefore <= time.GetUtcNow())
        {
            throw new AoException($"The key of project '{project}' was valid until {kept.Chain.ValidBefore:u}, so that nobody would take what it signs now. Declare the fork without that end.");
        }
    }

    private static IdentityBody IdentityOf(KeptLedger kept) =>
        kept.View.Standing(LedgerKinds.Identity) is [.., var newest] && LedgerBody.Read(newest, LedgerBodiesJson.Default.IdentityBody) is { } identity ? identity : new IdentityBody { Name = kept.ForkId };
}
