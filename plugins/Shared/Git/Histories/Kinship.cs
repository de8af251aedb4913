using System.Globalization;
using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>Tells how two histories are related.</summary>
internal static class Kinship
{
    private const int MaxRoots = 1000;
    private const int ListLimit = 1024 * 1024;

    public static async ValueTask<ForkKinship> CompareAsync(HistoryPlace place, string fork, string source, CancellationToken cancellationToken)
    {
        var roots = await RootsAsync(place, source, cancellationToken).ConfigureAwait(false);
        var isShallow = HistoryEnds.Read(place.GitDir).Count > 0;
        if (await FindMergeBaseAsync(place, [fork, source], cancellationToken).ConfigureAwait(false) is not { } mergeBase)
        {
            return new ForkKinship { IsKin = false, IsShallow = isShallow, Roots = roots, ForkRevision = fork, SourceRevision = source };
        }

        var counts = (await place.ReadAsync(new GitCall("rev-list", "--left-right", "--count", $"{fork}...{source}"), cancellationToken).ConfigureAwait(false)).Split('\t');
        var ahead = int.Parse(counts[0], CultureInfo.InvariantCulture);
        return new ForkKinship
        {
            IsKin = true,
            IsShallow = isShallow,
            Roots = roots,
            MergeBase = mergeBase,
            Ahead = ahead,
            Behind = int.Parse(counts[1], CultureInfo.InvariantCulture),
            Ported = ahead == 0 ? 0 : (await PortedChanges.FindAsync(place, fork, source, cancellationToken).ConfigureAwait(false)).Count,
            ForkRevision = fork,
            SourceRevision = source,
            LastChange = ahead == 0 ? null : await LastAsync(place, fork, source, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>Finds the newest commit that all have in common, or <see langword="null"/> where there is none.</summary>
    public static async ValueTask<string?> FindMergeBaseAsync(HistoryPlace place, IReadOnlyList<string> revisions, CancellationToken cancellationToken)
    {
        string[] octopus = revisions.Count > 2 ? ["--octopus"] : [];
        var result = await place.RunAsync(new GitCall(["merge-base", .. octopus, .. revisions]), cancellationToken).ConfigureAwait(false);
        return result.ExitCode switch
        {
            0 => result.Output.Split('\n')[0],
            1 => null,
            _ => throw GitClient.Failure("merge-base", result),
        };
    }

    /// <summary>Finds the first commits of a history, in the order of their names.</summary>
    public static async ValueTask<IReadOnlyList<string>> RootsAsync(HistoryPlace place, string revision, CancellationToken cancellationToken)
    {
        var call = new GitCall("rev-list", "--max-parents=0", $"--max-count={MaxRoots}", revision) { OutputLimit = ListLimit };
        return [.. (await place.ReadAsync(call, cancellationToken).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    private static async ValueTask<DateTimeOffset?> LastAsync(HistoryPlace place, string fork, string source, CancellationToken cancellationToken)
    {
        var text = await place.ReadAsync(new GitCall("log", "--max-count=1", "--no-show-signature", "--format=%ct", fork, "^" + source), cancellationToken).ConfigureAwait(false);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }
}
