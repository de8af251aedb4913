using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Sessions;
using Facts = Ao.Reactions.ReactionFacts;

namespace Ao.Reactions;

/// <summary>Carries out what was decided for a reaction. Every step can be repeated, and writes down what it has done in the same append as its effect where that is in the journal.</summary>
internal sealed class ReactionSteps(ReactionContext context, AttributionSteps attribution, DeliveryStep delivery, OutsideSteps outside)
{
    public const string EscalatedTopic = "reaction.escalated";
    private const string ToldTopic = "reaction.told";
    private const string AskedTopic = "reaction.asked";

    /// <summary>Carries out a step.</summary>
    /// <exception cref="StreamVersionException">Something else was written meanwhile: decide anew.</exception>
    public Task TakeAsync(ReactionState state, ReactionPolicy policy, ReactionSighting sighting, ReactionChoice choice, CancellationToken cancellationToken) => choice.Step switch
    {
        ReactionStep.Begin => context.AppendAsync(state, cancellationToken, new Facts.Begun(sighting.Occurrence!.Title, sighting.Occurrence.Revision)).AsTask(),
        ReactionStep.Attribute => attribution.TakeAsync(state, sighting, choice, cancellationToken),
        ReactionStep.Send => delivery.SendAsync(state, policy, sighting.Occurrence!, choice.Items, cancellationToken),
        ReactionStep.Notify => TellAsync(state, policy, sighting.Occurrence!, choice.Items, isAsked: false, cancellationToken),
        ReactionStep.Ask => TellAsync(state, policy, sighting.Occurrence!, choice.Items, isAsked: true, cancellationToken),
        ReactionStep.Merge => outside.MergeAsync(state, sighting.Occurrence!, choice.Items, cancellationToken),
        ReactionStep.Run => outside.RunAsync(state, policy, sighting.Occurrence!, choice.Items, cancellationToken),
        ReactionStep.Escalate => EscalateAsync(state, policy, sighting, choice.Reason!, cancellationToken),
        ReactionStep.Settle => SettleAsync(state, choice.Reason!, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task TellAsync(ReactionState state, ReactionPolicy policy, ReactionOccurrence occurrence, IReadOnlyList<ReactionItem> items, bool isAsked, CancellationToken cancellationToken)
    {
        var action = isAsked ? ReactionAction.Ask : ReactionAction.Notify;
        var notice = NoticeOf(state, policy, occurrence.Title, $"told/{ContentFingerprint.Of([.. items.Select(static item => item.Fingerprint)])}") with
        {
            Priority = isAsked && policy.Priority < NotificationPriority.Action ? NotificationPriority.Action : policy.Priority,
            Topic = isAsked ? AskedTopic : ToldTopic,
            Body = ReactionMessages.ToPeople(isAsked ? "What shall be done? Tell the session, or close this." : null, policy, occurrence, items),
            IsLatched = isAsked || policy.Priority >= NotificationPriority.Action,
        };
        await context.AppendAsync(
            state,
            [new Facts.Acted(action, [.. items.Select(static item => item.Fingerprint)], occurrence.Revision, $"{action}: {occurrence.Title}.", notice.Key)],
            [context.Notices.Prepare(notice), state.Told is { } older && older != notice.Key ? context.Notices.PrepareClosing(older, "There is a newer one.") : null],
            cancellationToken).ConfigureAwait(false);
    }

    private async Task EscalateAsync(ReactionState state, ReactionPolicy policy, ReactionSighting sighting, string reason, CancellationToken cancellationToken)
    {
        var notice = NoticeOf(state, policy, $"'{state.Id.Key}' needs somebody: {sighting.Occurrence!.Title}", $"escalated/{state.Escalations + 1}") with
        {
            Priority = policy.EscalationPriority,
            Topic = EscalatedTopic,
            Body = ReactionMessages.ToPeople(reason, policy, sighting.Occurrence, sighting.Occurrence.Items),
            IsLatched = true,
        };
        await context.AppendAsync(state, [new Facts.Escalated(reason, notice.Key)], [context.Notices.Prepare(notice)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes down that it is over, and closes what people were told of it.</summary>
    private async Task SettleAsync(ReactionState state, string reason, CancellationToken cancellationToken)
    {
        IEnumerable<StreamAppend?> closing = [Closing(state.Notice, reason), Closing(state.Told, reason)];
        await context.AppendAsync(state, [new Facts.Settled(reason)], closing, cancellationToken).ConfigureAwait(false);
    }

    private StreamAppend? Closing(OperationKey? notice, string reason) => notice is { } key ? context.Notices.PrepareClosing(key, reason) : null;

    private NewNotice NoticeOf(ReactionState state, ReactionPolicy policy, string title, string what) => new()
    {
        Key = context.KeyOf(state.Id, what),
        Priority = policy.Priority,
        Topic = ToldTopic,
        Title = Printable.Line(title),
        Project = context.ProjectIdOf(state.Id),
        Session = state.Id.Session,
    };
}
