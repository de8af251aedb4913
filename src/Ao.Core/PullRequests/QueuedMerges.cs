using System.Text.Json;
using Ao.Effects;
using Ao.Scm;
using Ao.Sessions.Steps;

namespace Ao.PullRequests;

/// <summary>Tells merges that a forge has only taken into its queue from those that it has made.</summary>
internal static class QueuedMerges
{
    /// <summary>Gives the pull request as a merge has left it: open, where it waits in the queue. A merge that a person has declared done leaves none.</summary>
    public static PullRequest? ResultOf(EffectState merge) =>
        merge.Result.ValueKind == JsonValueKind.Undefined ? null : merge.Result.Deserialize(EffectResultsJson.Default.PullRequest);

    /// <summary>Gives the part of a merge's key: the head, and a number from the second time on. What left the queue unmerged can be put there again, and that is another operation.</summary>
    /// <param name="head">The head to merge.</param>
    /// <param name="find">Finds what became of the merge with a part.</param>
    public static string PartOf(string head, Func<string, EffectState?> find)
    {
        var part = $"merge/{head}";
        for (var number = 2; find(part) is { Outcome: EffectStatus.Succeeded } merge && ResultOf(merge) is { State: PullRequestState.Open }; number++)
        {
            part = $"merge/{head}/{number}";
        }

        return part;
    }
}
