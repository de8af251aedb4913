using Ao.Plugins.GitHub.Rest;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Makes one list of check runs of all attempts, commit statuses, and what the base branch demands: a pure function.</summary>
internal static class CheckMerge
{
    /// <summary>Gives the checks in the order of their names. Of several with one name the worst is kept; one that is demanded and has not reported is pending.</summary>
    public static IReadOnlyList<FoundCheck> Of(IEnumerable<RestCheckRun> runs, IEnumerable<RestStatus> statuses, IEnumerable<string> required)
    {
        var found = new Dictionary<string, FoundCheck>(StringComparer.Ordinal);
        foreach (var attempts in runs.GroupBy(static run => (Suite: run.CheckSuite?.Id ?? 0, run.Name)))
        {
            Add(found, OfRun(attempts.MaxBy(static run => run.Id)!, attempts.Select(static run => run.Id).Distinct().Count()));
        }

        foreach (var status in statuses.GroupBy(static status => status.Context, StringComparer.Ordinal))
        {
            Add(found, OfStatus(status.MaxBy(static one => one.Id)!));
        }

        foreach (var name in required)
        {
            found.TryAdd(name, new FoundCheck(new Check { Name = name, State = CheckState.Pending, Excerpt = "The base branch demands it, and it has not reported." }, null));
        }

        return [.. found.Values.OrderBy(static check => check.Check.Name, StringComparer.Ordinal)];
    }

    private static FoundCheck OfRun(RestCheckRun run, int attempt)
    {
        var (state, isInfrastructure) = CheckWords.OfRun(run.Status, run.Conclusion);
        var check = new Check { Name = run.Name, State = state, IsInfrastructure = isInfrastructure, Attempt = attempt, Address = run.HtmlUrl ?? run.DetailsUrl };
        return new FoundCheck(run.Conclusion == "action_required" ? check with { Excerpt = "It waits for a person." } : check, run);
    }

    private static FoundCheck OfStatus(RestStatus status)
    {
        var (state, isInfrastructure) = CheckWords.OfStatus(status.State);
        return new FoundCheck(
            new Check
            {
                Name = status.Context,
                State = state,
                IsInfrastructure = isInfrastructure,
                Excerpt = Printable.Clean(status.Description),
                Address = Uri.TryCreate(status.TargetUrl, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null,
            },
            null);
    }

    private static void Add(Dictionary<string, FoundCheck> found, FoundCheck check)
    {
        if (!found.TryGetValue(check.Check.Name, out var other) || Weight(check.Check.State) > Weight(other.Check.State))
        {
            found[check.Check.Name] = check;
        }
    }

    private static int Weight(CheckState state) => state switch { CheckState.Failed => 2, CheckState.Pending => 1, _ => 0 };
}
