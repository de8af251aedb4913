using Ao.Effects;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;

namespace Ao.Forks;

/// <summary>Tells people once when a fork and the project have drifted apart, and takes that back when it has passed. A notice that a person has closed does not come again before it has.</summary>
internal sealed class ForkDrift(ForkProjection forks, NoticeDesk notices, FactLog log, OperationKeys keys)
{
    public const string Topic = "fork.drift";

    /// <summary>Writes down what has changed, with the notice that says so.</summary>
    public async Task TellAsync(KnownFork fork, CancellationToken cancellationToken)
    {
        var drift = fork.Hints.FirstOrDefault(static hint => hint.Kind is ForkHintKind.Drift or ForkHintKind.Unrelated);
        if (forks.Find(fork.Project, fork.Name) is not { } state || state.IsApart == drift is not null)
        {
            return;
        }

        var notice = drift is null
            ? notices.PrepareClosing(KeyOf(fork, state.Drifts), "They are close enough again, or a person has said that it may stay so.")
            : notices.Prepare(NoticeOf(fork, drift, state.Drifts + 1));
        var fact = log.Prepare(ForkFactKinds.StreamOf(fork.Project, fork.Name), state.Version, [new ForkFacts.Drifted(drift is not null)]);
        await log.AppendAsync(notice is null ? [fact] : [fact, notice], cancellationToken).ConfigureAwait(false);
    }

    private OperationKey KeyOf(KnownFork fork, int number) => keys.Of(fork.Project, $"fork-drift/{fork.Name}/{number}");

    private NewNotice NoticeOf(KnownFork fork, ForkHint drift, int number) => new()
    {
        Key = KeyOf(fork, number),
        Priority = NotificationPriority.Warning,
        Topic = Topic,
        Title = drift.Kind == ForkHintKind.Drift ? $"{fork.Project} and {fork.Name} have drifted apart" : $"{fork.Project} and {fork.Name} have no history in common",
        Body = drift.Text,
        Project = fork.Project,
        IsLatched = true,
    };
}
