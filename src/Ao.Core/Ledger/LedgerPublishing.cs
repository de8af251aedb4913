using Ao.Configuration;
using Ao.Effects;
using Ao.Journal;
using Ao.Sessions.Steps;

namespace Ao.Ledger;

/// <summary>Brings own ledgers to places, through the effect gate. A consent covers one commit and what it builds on, and nothing that is added later.</summary>
internal sealed class LedgerPublishing(OwnLedgers own, LedgerTransports transports, LedgerProjection states, IEffectGate gate, PublicationAftermath aftermath, OperationKeys keys, FactLog log)
{
    /// <summary>Tells whether there is a place to publish to.</summary>
    public bool HasPlaces(ProjectId project) => transports.ProjectOf(project).Options.Ledger.Places.Count > 0 || transports.IsRegistered(project);

    /// <summary>Names a place.</summary>
    public static string NameOf(LedgerPlaceOptions place) => $"{place.Form}:{place.Location}";

    /// <summary>Shows what would be brought.</summary>
    public async Task<IReadOnlyList<LedgerPreview>> PreviewAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (await own.LoadAsync(project, cancellationToken).ConfigureAwait(false) is not { } kept)
        {
            return [];
        }

        var (head, view) = (kept.Chain.Head, kept.View);
        return [.. transports.PlacesOf(project, kept.ForkId).Select(place =>
        {
            var there = PublishedAt(project, kept.ForkId, place);
            return new LedgerPreview(place.Location, place.Form, head, there?.Head == head ? [] : [.. view.Entries.Where(entry => entry.Sequence > (there?.Sequence ?? 0))]);
        })];
    }

    /// <summary>Publishes to all configured places, and to the one where the project is registered.</summary>
    public async Task<IReadOnlyList<PlacePublication>> PublishAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var publications = new List<PlacePublication>();
        if (await own.LoadAsync(project, cancellationToken).ConfigureAwait(false) is { Chain.Head: not null } kept)
        {
            foreach (var place in transports.PlacesOf(project, kept.ForkId))
            {
                publications.Add(await PublishAsync(project, kept, place, cancellationToken).ConfigureAwait(false));
            }
        }

        return publications;
    }

    /// <summary>Publishes a ledger that has begun to one place. What is there already is not published again.</summary>
    public async Task<PlacePublication> PublishAsync(ProjectId project, KeptLedger kept, LedgerPlaceOptions place, CancellationToken cancellationToken) =>
        PublishedAt(project, kept.ForkId, place)?.Head == kept.Chain.Head
            ? await RenewAsync(project, kept, place, cancellationToken).ConfigureAwait(false)
            : await PublishAsync(project, kept, place, KeyOf(project, place, kept.Chain.Head!), cancellationToken).ConfigureAwait(false);

    /// <summary>Writes a bundle file. Each time is an operation of its own: the file may have been carried away since.</summary>
    public Task<PlacePublication> ExportAsync(ProjectId project, KeptLedger kept, string file, CancellationToken cancellationToken) =>
        PublishAsync(project, kept, new LedgerPlaceOptions { Location = file, Form = LedgerForm.Bundle }, keys.Of(project, $"ledger-export/{OperationKeys.IntentOf(null)}"), cancellationToken);

    /// <summary>Writes down that a commit of an own ledger, and all that it builds on, lies at a place.</summary>
    public async Task NoteAsync(ProjectId project, KeptLedger kept, LedgerPlaceOptions place, string head, CancellationToken cancellationToken)
    {
        if (PublishedAt(project, kept.ForkId, place)?.Head != head && kept.Chain.Commits.TryGetValue(head, out var sequence))
        {
            await log.AppendAsync(LedgerFactKinds.StreamOf(project, kept.ForkId), expectedVersion: null, [new LedgerFacts.Published(NameOf(place), head, sequence)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks whether a place still has what was brought there, and brings it again where it has less. Others stop trusting a fork whose ledger goes back.</summary>
    private async Task<PlacePublication> RenewAsync(ProjectId project, KeptLedger kept, LedgerPlaceOptions place, CancellationToken cancellationToken)
    {
        var head = kept.Chain.Head!;
        var publication = new PlacePublication { Location = place.Location, Head = head };
        if (place.Form == LedgerForm.Bundle)
        {
            // The file may have been carried away.
            return publication;
        }

        string? there;
        try
        {
            there = (await transports.Get(project).ListLedgersAsync(transports.ProjectOf(project).Source, place.Location, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(kept.ForkId);
        }
        catch (AoException exception)
        {
            return publication with { Problem = Printable.Clean(exception.Message), IsTransient = exception is TransientException };
        }

        if (there == head)
        {
            await aftermath.ReachedAsync(project, place, cancellationToken).ConfigureAwait(false);
            return publication;
        }

        if (there is not null && !kept.Chain.Commits.ContainsKey(there))
        {
            var problem = $"'{Printable.Quote(place.Location)}' shows commit {Printable.Quote(there)} as this project's ledger, and it is none of it: somebody else who may write there has put it there. Remove it there, and publish again: until then nobody can follow this ledger.";
            await aftermath.MissedAsync(project, place, problem, cancellationToken).ConfigureAwait(false);
            return publication with { Problem = problem };
        }

        return await PublishAsync(project, kept, place, keys.Of(project, $"ledger-again/{OperationKeys.IntentOf(null)}"), cancellationToken).ConfigureAwait(false);
    }

    private async Task<PlacePublication> PublishAsync(ProjectId project, KeptLedger kept, LedgerPlaceOptions place, OperationKey key, CancellationToken cancellationToken)
    {
        var (chain, there) = (kept.Chain, PublishedAt(project, kept.ForkId, place));
        var configured = transports.ProjectOf(project);
        var news = kept.View.Entries.Where(entry => entry.Sequence > (there?.Sequence ?? 0)).ToList();
        var added = chain.Lines - (kept.View.Entries.Count - news.Count);
        var request = new LedgerPushRequest { Source = configured.Source, ForkId = kept.ForkId, Head = chain.Head, Location = place.Location, Form = place.Form };
        var effect = LedgerEffects.Publish(key, configured.Options.Scm, request, chain.Lines, added, news);
        try
        {
            var outcome = await gate.PerformAsync(effect, ActionOf(transports.Get(project), request), cancellationToken).ConfigureAwait(false);
            if (outcome.Status != EffectStatus.Succeeded)
            {
                if (outcome is { Status: EffectStatus.Failed, IsTransient: false, Reason: { } refusal })
                {
                    await aftermath.MissedAsync(project, place, refusal, cancellationToken).ConfigureAwait(false);
                }

                return new PlacePublication { Location = place.Location, Head = there?.Head, Problem = outcome.Reason ?? outcome.Status.ToString(), IsTransient = outcome.IsTransient || outcome.Status == EffectStatus.Unknown };
            }
        }
        catch (AoException exception)
        {
            return new PlacePublication { Location = place.Location, Head = there?.Head, Problem = Printable.Clean(exception.Message), IsTransient = exception is TransientException };
        }

        await NoteAsync(project, kept, place, chain.Head!, cancellationToken).ConfigureAwait(false);
        await aftermath.SettleAsync(project, kept, place, cancellationToken).ConfigureAwait(false);
        await aftermath.ReachedAsync(project, place, cancellationToken).ConfigureAwait(false);
        return new PlacePublication { Location = place.Location, Head = chain.Head, Records = added };
    }

    private static EffectAction<string> ActionOf(ILedgerTransport transport, LedgerPushRequest request) => new()
    {
        ResultType = EffectResultsJson.Default.String,
        Perform = async () =>
        {
            var pushed = await transport.PushLedgerAsync(request).ConfigureAwait(false);
            return pushed.Head ?? throw new AoException($"'{Printable.Quote(request.Location)}' did not take the ledger: {Printable.Clean(pushed.Reason ?? "it says no reason.")}");
        },

        // A chain only grows, and to bring the same commits again changes nothing.
        MayRepeat = true,
        AsksOnce = true,
    };

    private LedgerFacts.Published? PublishedAt(ProjectId project, string forkId, LedgerPlaceOptions place) => states.Find(project, forkId)?.Published.GetValueOrDefault(NameOf(place));

    private OperationKey KeyOf(ProjectId project, LedgerPlaceOptions place, string head) => keys.Of(project, $"ledger/{OperationKeys.Part($"{NameOf(place)} ")}/{OperationKeys.Part(head)}");
}
