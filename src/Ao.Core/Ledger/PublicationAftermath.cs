using Ao.Configuration;
using Ao.Effects;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Sessions.Steps;

namespace Ao.Ledger;

/// <summary>What follows when a ledger was brought to a place, or was not: people are told, and attempts that broke off are settled.</summary>
internal sealed class PublicationAftermath(IEffectGate gate, IEffects effects, OperationKeys keys, NoticeDesk notices, FactLog log)
{
    /// <summary>Has people told that a place does not take the ledger.</summary>
    public Task MissedAsync(ProjectId project, LedgerPlaceOptions place, string problem, CancellationToken cancellationToken)
    {
        var notice = new NewNotice
        {
            Key = NoticeOf(project, place),
            Priority = NotificationPriority.Action,
            Topic = "ledger.unpublished",
            Title = $"The ledger of {project} does not reach one of its places",
            Body = problem,
            Project = project,
            IsLatched = true,
        };
        return AppendAsync(notices.Prepare(notice), cancellationToken);
    }

    /// <summary>Closes what told people that a place does not take the ledger.</summary>
    public Task ReachedAsync(ProjectId project, LedgerPlaceOptions place, CancellationToken cancellationToken) =>
        AppendAsync(notices.PrepareClosing(NoticeOf(project, place), "The ledger is there."), cancellationToken);

    /// <summary>Settles earlier attempts that broke off: whatever became of them, what they were to bring is there now, because a chain holds all that it builds on.</summary>
    public async Task SettleAsync(ProjectId project, KeptLedger kept, LedgerPlaceOptions place, CancellationToken cancellationToken)
    {
        foreach (var effect in effects.ListUnsettled().Where(effect => effect.Kind == EffectKind.PublishLedger && effect.Project == project))
        {
            if (effect.Parameters.GetValueOrDefault("forkId") == kept.ForkId && effect.Parameters.GetValueOrDefault("place") == place.Location && effect.Parameters.GetValueOrDefault("form") == place.Form.ToString()
                && effect.Parameters.GetValueOrDefault("head") is { } head && kept.Chain.Commits.ContainsKey(head))
            {
                await gate.ReadBackAsync(effect.Operation, FoundOf(head), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static EffectAction<string> FoundOf(string head) => new()
    {
        ResultType = EffectResultsJson.Default.String,
        Find = _ => ValueTask.FromResult<string?>(head),
        Perform = static () => throw new InvalidOperationException("It is looked for and not performed."),
    };

    private OperationKey NoticeOf(ProjectId project, LedgerPlaceOptions place) =>
        notices.OpenOrNext(number => keys.Of(project, $"ledger-unpublished/{OperationKeys.Part($"{LedgerPublishing.NameOf(place)} ")}/{number}"));

    private async Task AppendAsync(StreamAppend? append, CancellationToken cancellationToken)
    {
        if (append is not null)
        {
            await log.AppendAsync([append], cancellationToken).ConfigureAwait(false);
        }
    }
}
