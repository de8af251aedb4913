using Ao.Consents;
using Ao.Journal;
using Facts = Ao.Reactions.ReactionFacts;

namespace Ao.Reactions;

/// <summary>Shows people the reactions, and takes what hosts and people tell them.</summary>
internal sealed class ReactionDesk(ReactionContext context) : IReactions
{
    private const int MaxFingerprint = 200;

    public IReadOnlyList<Reaction> List(SessionId? session = null) =>
        [.. context.Reactions.All
            .Where(state => session is null || state.Id.Session == session)
            .Where(state => state.Id.Project is not null || context.Sessions.Sessions.Find(state.Id.Session!.Value) is not null)
            .OrderBy(static state => state.Id.Subject, StringComparer.Ordinal)
            .ThenBy(static state => state.Id.Key, StringComparer.Ordinal)
            .Select(ViewOf)];

    public async Task<Reaction> SignalAsync(ReactionSignal signal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var project = context.Sessions.Sessions.Get(signal.Session).Request.Project;
        var key = signal.Key?.ToLowerInvariant() ?? "";
        if (context.Catalog.Find(project, key) is not { On: not null })
        {
            throw new AoException($"Project '{project}' has no reaction '{Printable.Quote(key)}' that can be signalled. Add it to Reactions with On: {ReactionCatalog.Signal}.");
        }

        if (string.IsNullOrWhiteSpace(signal.Fingerprint) || signal.Fingerprint.Length > MaxFingerprint)
        {
            throw new AoException($"The signal '{Printable.Quote(key)}' has a fingerprint of {signal.Fingerprint?.Length ?? 0} characters. Give it 1 to {MaxFingerprint}: the same for what is the same.");
        }

        if (signal.Text is null || signal.Text.Length > ReactionSignal.MaxTextLength)
        {
            throw new AoException($"The signal '{Printable.Quote(key)}' has a text of {signal.Text?.Length ?? 0:N0} characters; at most {ReactionSignal.MaxTextLength:N0} can be taken. Shorten it.");
        }

        return await AppendAsync(
            ReactionId.Of(signal.Session, key),
            static (state, signal) => state.Signalled.Contains(signal.Fingerprint) ? null : signal,
            new Facts.Signalled(Printable.Line(signal.Fingerprint), Printable.Clean(signal.Text)),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<Reaction> ResetAsync(SessionId session, string key, Operator by, CancellationToken cancellationToken = default)
    {
        var person = OperatorName.Check(by);
        var id = ReactionId.Of(context.Sessions.Sessions.Get(session).Id, key?.ToLowerInvariant() ?? "");
        if (context.Reactions.Find(id) is null)
        {
            throw new AoException($"Session '{session}' has no reaction '{Printable.Quote(id.Key)}' that has ever had something to react to. List the reactions to see those there are.");
        }

        return await AppendAsync(id, static (_, reset) => reset, new Facts.Reset(person), cancellationToken).ConfigureAwait(false);
    }

    private async Task<Reaction> AppendAsync<T>(ReactionId id, Func<ReactionState, T, T?> decide, T fact, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var state = context.Reactions.Of(id);
            if (decide(state, fact) is not { } decided)
            {
                return ViewOf(state);
            }

            try
            {
                var closing = decided is Facts.Reset { By: var by } && state.Notice is { } notice ? context.Notices.PrepareClosing(notice, $"{by.Id} has reset the reaction.") : null;
                await context.AppendAsync(state, [decided], [closing], cancellationToken).ConfigureAwait(false);
                return ViewOf(context.Reactions.Of(id));
            }
            catch (StreamVersionException)
            {
                // Something else was written meanwhile: decide anew.
            }
        }
    }

    private Reaction ViewOf(ReactionState state)
    {
        var project = context.ProjectIdOf(state.Id);
        return new Reaction
        {
            Project = project,
            Session = state.Id.Session,
            Key = state.Id.Key,
            Status = state.IsEscalated ? ReactionStatus.Escalated : state.IsBegun ? ReactionStatus.Open : ReactionStatus.Settled,
            Title = state.Title,
            Revision = state.Revision,
            Attempts = state.Attempts,
            Retries = context.Catalog.Find(project, state.Id.Key)?.Retries,
            LastFingerprint = state.Handled.IsEmpty ? null : state.Handled[^1],
            Attributions = state.Attributions,
            Outcome = state.Outcome,
            Since = state.BegunAt,
            EscalatedAt = state.EscalatedAt,
            EscalatedBecause = state.EscalatedBecause,
        };
    }
}
