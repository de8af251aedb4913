namespace Ao.Git.Histories;

/// <summary>Finds the changes of a fork that its source has under another id: the same patch, as <c>git cherry</c> finds it. Contents that are not here keep nothing else from being found.</summary>
internal static class PortedChanges
{
    private const int ChunkSize = 512;
    private const int MaxCommits = 20_000;
    private const int MaxPatch = 1024 * 1024;

    /// <summary>Finds them.</summary>
    /// <returns>The source's commit for each of the fork's that is ported.</returns>
    public static async ValueTask<IReadOnlyDictionary<string, string>> FindAsync(HistoryPlace place, string fork, string source, CancellationToken cancellationToken)
    {
        var own = await CommitList.ReadAsync(place, [fork], [source], MaxCommits, cancellationToken).ConfigureAwait(false);
        var theirs = own.Count == 0 ? [] : await CommitList.ReadAsync(place, [source], [fork], MaxCommits, cancellationToken).ConfigureAwait(false);
        var ported = new Dictionary<string, string>(StringComparer.Ordinal);
        if (theirs.Count == 0)
        {
            return ported;
        }

        var (ownPaths, ownExact) = await KeysAsync(place, own, cancellationToken).ConfigureAwait(false);
        var (theirPaths, theirExact) = await KeysAsync(place, theirs, cancellationToken).ConfigureAwait(false);
        var known = Inverse(theirExact);
        foreach (var (commit, key) in ownExact)
        {
            if (known.TryGetValue(key, out var other))
            {
                ported[commit] = other;
            }
        }

        // Only what changes the same files can be the same patch: few are left to be read whole.
        var paths = ownPaths.Where(entry => !ported.ContainsKey(entry.Key)).Select(static entry => entry.Value).ToHashSet(StringComparer.Ordinal);
        paths.IntersectWith(theirPaths.Values);
        var patches = Inverse(await IdentitiesAsync(place, [.. theirs.Where(commit => theirPaths.TryGetValue(commit, out var key) && paths.Contains(key))], cancellationToken).ConfigureAwait(false));
        foreach (var (commit, identity) in await IdentitiesAsync(place, [.. own.Where(commit => !ported.ContainsKey(commit) && ownPaths.TryGetValue(commit, out var key) && paths.Contains(key))], cancellationToken).ConfigureAwait(false))
        {
            if (patches.TryGetValue(identity, out var other))
            {
                ported[commit] = other;
            }
        }

        return ported;
    }

    /// <summary>Gives for each commit which files it changes, and what exactly it makes of them.</summary>
    private static async ValueTask<(Dictionary<string, string> Paths, Dictionary<string, string> Exact)> KeysAsync(HistoryPlace place, IReadOnlyList<string> commits, CancellationToken cancellationToken)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var exact = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var chunk in commits.Chunk(ChunkSize))
        {
            foreach (var (commit, files) in await FileDeltas.ReadAsync(place, chunk, cancellationToken).ConfigureAwait(false))
            {
                if (files is { IsWhole: true, Files.Count: > 0 })
                {
                    paths[commit] = PatchIdentity.Hash(string.Join('\0', files.Files.Select(static file => file.Path)));
                    exact[commit] = PatchIdentity.Hash(string.Join('\0', files.Files));
                }
            }
        }

        return (paths, exact);
    }

    private static async ValueTask<Dictionary<string, string>> IdentitiesAsync(HistoryPlace place, IReadOnlyList<string> commits, CancellationToken cancellationToken)
    {
        var identities = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var change in ForkChangeReader.ReadAsync(place, commits, MaxPatch, cancellationToken).ConfigureAwait(false))
        {
            if (change is { IsPartial: false, Patch: { } patch })
            {
                identities[change.Revision] = PatchIdentity.Of(patch);
            }
        }

        return identities;
    }

    private static Dictionary<string, string> Inverse(Dictionary<string, string> keys)
    {
        var inverse = new Dictionary<string, string>(keys.Count, StringComparer.Ordinal);
        foreach (var (commit, key) in keys)
        {
            inverse.TryAdd(key, commit);
        }

        return inverse;
    }
}
