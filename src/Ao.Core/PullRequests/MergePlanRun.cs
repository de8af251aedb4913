using System.Runtime.CompilerServices;
using Ao.Journal;
using Ao.Scm;

namespace Ao.PullRequests;

/// <summary>Runs a merge plan: one merge after the other, each looked at anew.</summary>
internal sealed class MergePlanRun(MergePlan plan, Func<SessionId, Task<PullRequest>> readAsync, Func<MergeStep, Task<MergePlanResult>> mergeAsync)
{
    public async IAsyncEnumerable<MergePlanResult> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var moved = await MovedAsync().ConfigureAwait(false);
        if (moved.Count > 0)
        {
            foreach (var step in plan.Steps)
            {
                yield return moved.GetValueOrDefault(step.Session)
                    ?? new MergePlanResult(step, MergePlanOutcome.Skipped, $"The plan must be made anew: the head of {string.Join(", ", moved.Keys)} has moved since.");
            }

            yield break;
        }

        var results = new Dictionary<SessionId, MergePlanResult>();
        foreach (var step in plan.Steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var missing = step.Behind.FirstOrDefault(dependency => dependency.IsHard && results.GetValueOrDefault(dependency.Session) is not { Outcome: MergePlanOutcome.Merged });
            var result = missing is null
                ? await MergeAsync(step).ConfigureAwait(false)
                : new MergePlanResult(step, MergePlanOutcome.Skipped, $"It comes behind session '{missing.Session}', whose change was not merged: {missing.Why}.");
            results[step.Session] = result;
            yield return result;
        }
    }

    /// <summary>Says of a step that its head is another one by now.</summary>
    public static MergePlanResult Moved(MergeStep step, PullRequest now) =>
        new(step, MergePlanOutcome.Moved, $"Its head was {step.HeadRevision} when the plan was made and is {now.HeadRevision} now. Make the plan anew.");

    private async Task<MergePlanResult> MergeAsync(MergeStep step)
    {
        try
        {
            return await mergeAsync(step).ConfigureAwait(false);
        }
        catch (AoException exception) when (exception is not JournalException)
        {
            return new MergePlanResult(step, MergePlanOutcome.NotMerged, exception.Message);
        }
    }

    /// <summary>Finds the steps whose heads are others by now. One that cannot be read says so when its turn comes.</summary>
    private async Task<Dictionary<SessionId, MergePlanResult>> MovedAsync()
    {
        var moved = new Dictionary<SessionId, MergePlanResult>();
        foreach (var step in plan.Steps)
        {
            if (await TryReadAsync(step.Session).ConfigureAwait(false) is { State: PullRequestState.Open } now && now.HeadRevision != step.HeadRevision)
            {
                moved[step.Session] = Moved(step, now);
            }
        }

        return moved;
    }

    private async Task<PullRequest?> TryReadAsync(SessionId session)
    {
        try
        {
            return await readAsync(session).ConfigureAwait(false);
        }
        catch (AoException exception) when (exception is not JournalException)
        {
            return null;
        }
    }
}
