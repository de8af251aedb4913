using Ao.Configuration;
using Ao.Effects;

namespace Ao.Ledger;

/// <summary>Leaves an own ledger for the first time in somebody else's repository, once a person has consented to that.</summary>
internal sealed class LedgerRegistering(LedgerTransports transports, LedgerPublishing publishing, IEffectGate gate)
{
    /// <summary>Gets as what a ledger may lie in a repository, in the order in which it is tried: many hosts take nothing but branches.</summary>
    public static IReadOnlyList<LedgerForm> Forms { get; } = [LedgerForm.Reference, LedgerForm.Branch];

    /// <summary>Leaves it there, as a reference or else as a branch.</summary>
    /// <param name="project">The project.</param>
    /// <param name="kept">Its ledger, which has begun.</param>
    /// <param name="location">The repository.</param>
    /// <param name="key">The operation.</param>
    /// <param name="cancellationToken">The token that cancels waiting. The question stays, and its answer is taken up by the next call.</param>
    public async Task<EffectOutcome<LeftLedger>> RegisterAsync(ProjectId project, KeptLedger kept, string location, OperationKey key, CancellationToken cancellationToken)
    {
        var configured = transports.ProjectOf(project);
        var request = new LedgerPushRequest { Source = configured.Source, ForkId = kept.ForkId, Head = kept.Chain.Head, Location = location };
        var outcome = await gate.PerformAsync(LedgerEffects.Register(key, configured.Options.Scm, request, kept.Chain.Lines, kept.View.Entries), ActionOf(transports.Get(project), request), cancellationToken).ConfigureAwait(false);
        if (outcome.Value is { } left)
        {
            await publishing.NoteAsync(project, kept, new LedgerPlaceOptions { Location = location, Form = left.Form }, left.Head, cancellationToken).ConfigureAwait(false);
        }

        return outcome;
    }

    private static EffectAction<LeftLedger> ActionOf(ILedgerTransport transport, LedgerPushRequest request) => new()
    {
        ResultType = LedgerFactsJson.Default.LeftLedger,
        Perform = async () =>
        {
            string? reason = null;
            foreach (var form in Forms)
            {
                var pushed = await transport.PushLedgerAsync(request with { Form = form }).ConfigureAwait(false);
                if (pushed.Head is { } head)
                {
                    return new LeftLedger(form, head);
                }

                reason ??= pushed.Reason;
            }

            throw new AoException($"'{Printable.Quote(request.Location)}' did not take the ledger: {Printable.Clean(reason ?? "it says no reason.")}");
        },

        // A chain only grows, and to bring the same commits again changes nothing.
        MayRepeat = true,
    };
}
