using Ao.Git.Histories;
using Ao.Scm;

namespace Ao.Git.Trees;

/// <summary>Looks at each change of a fork: whether it could go to the source, and why not.</summary>
/// <param name="picks">Tries changes.</param>
/// <param name="onto">The source's files.</param>
/// <param name="branch">The source's branch, for messages.</param>
/// <param name="changes">The fork's changes, the oldest first.</param>
/// <param name="ported">The source's revision for each that it has under another id.</param>
/// <param name="keeps">What the fork keeps for itself.</param>
internal sealed class UpstreamSurvey(TrialPicks picks, string onto, string branch, IReadOnlyList<Unmerged> changes, IReadOnlyDictionary<string, string> ported, ForkOnlyPaths keeps)
{
    private readonly IReadOnlyDictionary<string, string> _takenBack = TakenBackOf(changes);
    private readonly IReadOnlyList<Unmerged> _open = [.. changes.Where(change => !ported.ContainsKey(change.Commit))];

    public async ValueTask<IReadOnlyList<UpstreamableChange>> RunAsync(int limit, CancellationToken cancellationToken)
    {
        var looked = changes.Skip(Math.Max(0, changes.Count - limit)).ToArray();
        var settled = looked.Select(change => (Change: change, Found: Settle(change))).ToArray();
        var tried = settled.Where(static entry => entry.Found is null).Select(static entry => entry.Change).ToArray();
        var results = await picks.PickAsync(onto, [.. tried.Select(static change => change.Trees)], cancellationToken).ConfigureAwait(false);
        var closure = new PatchClosure(picks, onto, _open);
        var found = new Dictionary<string, UpstreamableChange>(StringComparer.Ordinal);
        for (var index = 0; index < tried.Length; index++)
        {
            found[tried[index].Commit] = await JudgeAsync(tried[index], results[index], closure, cancellationToken).ConfigureAwait(false);
        }

        return [.. settled.Select(entry => entry.Found ?? found[entry.Change.Commit])];
    }

    /// <summary>Gives what is known of a change without trying it.</summary>
    private UpstreamableChange? Settle(Unmerged change) =>
        ported.TryGetValue(change.Commit, out var other) ? Of(change, UpstreamableState.AlreadyThere, $"'{branch}' of the source has the same patch as {Short(other)}.") with { Counterpart = other }
        : _takenBack.TryGetValue(change.Commit, out var taker) ? Of(change, UpstreamableState.TakenBack, $"It and {Short(taker)} of the same fork take each other back.") with { Counterpart = taker }
        : keeps.FindIn(change.Paths) is { } path ? Of(change, UpstreamableState.ForkOnly, $"It touches '{Printable.Quote(path)}', which the fork keeps for itself.")
        : null;

    private async ValueTask<UpstreamableChange> JudgeAsync(Unmerged change, PickResult result, PatchClosure closure, CancellationToken cancellationToken)
    {
        if (result.IsUnknown)
        {
            return Of(change, UpstreamableState.Unknown, "It cannot be tried: contents that it needs are not at hand.");
        }

        if (result.Tree is { } tree)
        {
            return tree == onto
                ? Of(change, UpstreamableState.AlreadyThere, $"'{branch}' of the source has everything that it changes.")
                : Of(change, UpstreamableState.Applies, $"It applies by itself to '{branch}' of the source.");
        }

        var (needs, conflicts, isUnknown) = await closure.FindAsync(IndexOf(change), result.Conflicts, cancellationToken).ConfigureAwait(false);
        if (needs is null)
        {
            return isUnknown
                ? Of(change, UpstreamableState.Unknown, "It does not apply by itself, and builds on more changes of the fork than are tried.") with { Conflicts = result.Conflicts }
                : Of(change, UpstreamableState.Conflicts, $"It conflicts with '{branch}' of the source in {Named(conflicts)}.") with { Conflicts = conflicts };
        }

        var others = needs.Select(need => _open[need]).ToArray();
        var kept = others.Select(other => (other.Commit, Path: keeps.FindIn(other.Paths))).FirstOrDefault(static other => other.Path is not null);
        return kept.Path is { } path
            ? Of(change, UpstreamableState.ForkOnly, $"It needs {Short(kept.Commit)}, which touches '{Printable.Quote(path)}', which the fork keeps for itself.") with { Needs = [.. others.Select(static other => other.Commit)] }
            : Of(change, UpstreamableState.NeedsOthers, $"It applies to '{branch}' of the source together with {others.Length} earlier change{(others.Length == 1 ? "" : "s")} of the fork: {string.Join(", ", others.Select(static other => Short(other.Commit)))}.") with { Needs = [.. others.Select(static other => other.Commit)] };
    }

    private int IndexOf(Unmerged change)
    {
        for (var index = 0; index < _open.Count; index++)
        {
            if (_open[index].Commit == change.Commit)
            {
                return index;
            }
        }

        return 0;
    }

    /// <summary>Finds the pairs of changes that take each other back: neither alone is anything to the source.</summary>
    private static Dictionary<string, string> TakenBackOf(IReadOnlyList<Unmerged> changes)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        var earlier = new List<string>();
        foreach (var change in changes)
        {
            if (ChangeOrigin.RevertedBy(change.Text.Message) is { } named && earlier.FindLast(commit => commit.StartsWith(named, StringComparison.Ordinal)) is { } reverted && !pairs.ContainsKey(reverted))
            {
                pairs[reverted] = change.Commit;
                pairs[change.Commit] = reverted;
            }

            earlier.Add(change.Commit);
        }

        return pairs;
    }

    private static UpstreamableChange Of(Unmerged change, UpstreamableState state, string reason) => new()
    {
        Revision = change.Commit,
        Title = change.Title,
        At = change.Text.At,
        Paths = [.. change.Paths],
        State = state,
        Reason = reason,
    };

    private static string Short(string commit) => commit[..12];

    private static string Named(IReadOnlyList<string> paths) => $"'{Printable.Quote(paths.Count > 0 ? paths[0] : "")}'{(paths.Count > 1 ? $" and {paths.Count - 1} more" : "")}";
}
