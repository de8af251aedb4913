namespace Ao.Git.Trees;

/// <summary>Finds what must go with a change so that it applies: where it conflicts, the change of the fork before it that last touched the files in conflict, until there is no conflict.</summary>
/// <param name="picks">Tries changes.</param>
/// <param name="onto">The source's files.</param>
/// <param name="changes">The fork's changes that the source has under no id, the oldest first.</param>
internal sealed class PatchClosure(TrialPicks picks, string onto, IReadOnlyList<Unmerged> changes)
{
    private const int MaxNeeds = 16;
    private const int MaxSteps = 2000;
    private int _steps;

    /// <returns>The places of the changes that must go with it, in order; <see langword="null"/> where none help. The conflicts are those that are left.</returns>
    public async ValueTask<(IReadOnlyList<int>? Needs, IReadOnlyList<string> Conflicts, bool IsUnknown)> FindAsync(int change, IReadOnlyList<string> conflicts, CancellationToken cancellationToken)
    {
        var needs = new SortedSet<int>();
        var (culprit, paths) = (change, conflicts);
        for (;;)
        {
            if (Newest(culprit, paths, needs) is not { } next)
            {
                return (null, paths, false);
            }

            needs.Add(next);
            if (needs.Count > MaxNeeds)
            {
                return (null, conflicts, true);
            }

            var tree = onto;
            (culprit, paths) = (-1, []);
            foreach (var index in needs.Append(change))
            {
                if (++_steps > MaxSteps)
                {
                    return (null, conflicts, true);
                }

                var result = (await picks.PickAsync(tree, [changes[index].Trees], cancellationToken).ConfigureAwait(false))[0];
                if (result.IsUnknown)
                {
                    return (null, conflicts, true);
                }

                if (result.Tree is null)
                {
                    (culprit, paths) = (index, result.Conflicts);
                    break;
                }

                tree = result.Tree;
            }

            if (culprit < 0)
            {
                return ([.. needs], [], false);
            }
        }
    }

    private int? Newest(int before, IReadOnlyList<string> paths, SortedSet<int> needs)
    {
        var wanted = paths.ToHashSet(StringComparer.Ordinal);
        for (var index = before - 1; index >= 0; index--)
        {
            if (!needs.Contains(index) && changes[index].Paths.Any(wanted.Contains))
            {
                return index;
            }
        }

        return null;
    }
}
