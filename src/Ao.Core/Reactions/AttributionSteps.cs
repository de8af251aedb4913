using Ao.Effects;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.PullRequests.Watch;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;
using Facts = Ao.Reactions.ReactionFacts;

namespace Ao.Reactions;

/// <summary>Finds out what made checks fail: asks the base branch, has checks run again, and writes down what is concluded.</summary>
internal sealed class AttributionSteps(ReactionContext context, PullRequestWatch watch)
{
    private const int MaxExcerpt = 2 * 1024;
    private const int MaxNamed = 5;

    public async Task TakeAsync(ReactionState state, ReactionSighting sighting, ReactionChoice choice, CancellationToken cancellationToken)
    {
        var flaky = AttributionDecision.FlakyOf(state.Rerun, sighting.Head, sighting.PassedChecks, state.Attributions);
        if (flaky.Count > 0)
        {
            await context.AppendAsync(state, cancellationToken, new Facts.Attributed(flaky)).ConfigureAwait(false);
            return;
        }

        var revision = sighting.Occurrence!.Revision!;
        var now = context.Sessions.Time.GetUtcNow();
        var judged = choice.Items.Select(item => (Check: item.Check!, Judgement: AttributionDecision.Judge(item.Check!, revision, ReactionDecision.ComparisonOf(state, sighting), state.Rerun, sighting.CanRerun, now))).ToList();
        var found = judged.Select(static one => one.Judgement.Found).OfType<CheckAttribution>().ToList();
        if (found.Count > 0)
        {
            await context.AppendAsync(state, [new Facts.Attributed(found)], NoticesOf(state, found), cancellationToken).ConfigureAwait(false);
        }
        else if (Needing(judged, AttributionNeed.Comparison) is { Count: > 0 } toCompare)
        {
            await CompareAsync(state, revision, sighting.Base, [.. toCompare.Select(static check => check.Name)], cancellationToken).ConfigureAwait(false);
        }
        else if (Needing(judged, AttributionNeed.Rerun) is { Count: > 0 } toRerun)
        {
            await RerunAsync(state, revision, toRerun, cancellationToken).ConfigureAwait(false);
        }
    }

    private static List<Check> Needing(IEnumerable<(Check Check, AttributionJudgement Judgement)> judged, AttributionNeed need) =>
        [.. judged.Where(one => one.Judgement.Need == need).Select(static one => one.Check)];

    private async Task CompareAsync(ReactionState state, string revision, string? seenBase, List<string> names, CancellationToken cancellationToken)
    {
        var (session, number) = PullRequestOf(state);
        var failing = new Dictionary<string, string>(StringComparer.Ordinal);
        string? baseRevision = null;
        if (context.Sessions.Plugins.Find<IBaseCheckHost>(Slot.Scm, context.Sessions.ScmNameOf(session)) is { } host)
        {
            try
            {
                var report = await host.GetBaseChecksAsync(context.Sessions.ProjectOf(session).Source, number, names, cancellationToken).ConfigureAwait(false);
                baseRevision = report.Revision;
                foreach (var check in report.Checks.Where(check => check.State == CheckState.Failed && names.Contains(check.Name)))
                {
                    failing[check.Name] = Printable.Clean(check.Excerpt.Length <= MaxExcerpt ? check.Excerpt : check.Excerpt[^MaxExcerpt..]);
                }
            }
            catch (AoException exception) when (exception is not (TransientException or Journal.JournalException))
            {
                // Not known, then: it counts as the change's own, and the evidence says that it is not known.
                baseRevision = null;
            }
        }

        await context.AppendAsync(state, cancellationToken, new Facts.Compared(revision, baseRevision, names, failing, seenBase)).ConfigureAwait(false);
    }

    private async Task RerunAsync(ReactionState state, string revision, List<Check> checks, CancellationToken cancellationToken)
    {
        var (session, number) = PullRequestOf(state);
        var scm = context.Sessions.ScmNameOf(session);
        var host = context.Sessions.Plugins.Find<ICheckRerun>(Slot.Scm, scm)!;
        var request = new CheckRerunRequest
        {
            Key = context.KeyOf(state.Id, $"rerun/{ContentFingerprint.Of([revision, .. checks.Select(static check => check.Name)])}"),
            Source = context.Sessions.ProjectOf(session).Source,
            Number = number,
            Revision = revision,
            Names = [.. checks.Select(static check => check.Name)],
        };
        var action = new EffectAction<string>
        {
            ResultType = EffectResultsJson.Default.String,
            Perform = async () => (await host.RerunChecksAsync(request).ConfigureAwait(false)).Revision,
            MayRepeat = OncePerKey.IsPromisedBy(context.Sessions.Plugins, Slot.Scm, scm),
        };
        var outcome = await context.Sessions.Gate.PerformAsync(ReactionEffects.Rerun(scm, request, session.Id), action, cancellationToken).ConfigureAwait(false);
        if (outcome.Status == EffectStatus.Closed)
        {
            return;
        }

        if (outcome.IsTransient)
        {
            throw outcome.Transient("The checks could not be run again.");
        }

        var problem = outcome.Status is EffectStatus.Succeeded or EffectStatus.Unknown ? null : outcome.Reason ?? outcome.Status.ToString();
        await context.AppendAsync(state, cancellationToken, new Facts.RerunAsked(revision, checks.ToDictionary(static check => check.Name, static check => check.Attempt), problem)).ConfigureAwait(false);
        watch.Find(session.Request.Project)?.Wake();
    }

    private IEnumerable<Journal.StreamAppend?> NoticesOf(ReactionState state, List<CheckAttribution> found)
    {
        var onBase = found.FindAll(static one => one.Attribution == ReactionAttribution.AlreadyOnBase);
        if (onBase.Count > 0)
        {
            // Once for a revision of the base branch, whichever session meets it.
            var project = context.ProjectIdOf(state.Id);
            yield return context.Notices.Prepare(Notice(state, context.Keys.Of(project, $"reaction/base/{OperationKeys.Part((state.Comparison?.BaseRevision ?? "unknown").ToLowerInvariant())}"), "The base branch fails its own checks", onBase) with { Session = null });
        }

        var infrastructure = found.FindAll(static one => one.Attribution == ReactionAttribution.Infrastructure);
        if (infrastructure.Count > 0)
        {
            yield return context.Notices.Prepare(Notice(state, context.KeyOf(state.Id, $"infrastructure/{ContentFingerprint.Of([infrastructure[0].Revision, .. infrastructure.Select(static one => one.Check)])}"), "The machinery that runs checks has failed", infrastructure));
        }
    }

    private NewNotice Notice(ReactionState state, OperationKey key, string title, List<CheckAttribution> found) => new()
    {
        Key = key,
        Priority = NotificationPriority.Warning,
        Topic = "reaction.attributed",
        Title = Printable.Line($"{title}: {string.Join(", ", found.Take(MaxNamed).Select(static one => Printable.Quote(one.Check)))}{(found.Count > MaxNamed ? $" and {found.Count - MaxNamed} more" : "")}"),
        Body = string.Join('\n', found.Take(ReactionMessages.MaxItems).Select(static one => $"- {Printable.Quote(one.Check)}: {Printable.Line(one.Evidence)}")),
        Project = context.ProjectIdOf(state.Id),
        Session = state.Id.Session,
    };

    private (SessionState Session, int Number) PullRequestOf(ReactionState state)
    {
        var session = context.Sessions.Sessions.Get(state.Id.Session!.Value);
        return (session, session.PullRequest!.Number!.Value);
    }
}
