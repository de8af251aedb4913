using System.Diagnostics;
using Ao.Commands;
using Ao.Convergence;
using Ao.Git.Histories;
using Ao.Plugins.Convergence;

namespace Ao.Benchmarks.Convergence;

/// <summary>Q4: what is found in the histories of real forks.</summary>
internal static class FoldersBenchmark
{
    private const string Upstream = "upstream";
    private const int Portion = 256;

    /// <exception cref="AoException">A folder cannot be used.</exception>
    public static async Task<FoldersResult> RunAsync(FoldersOptions options, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var index = new PatternIndex(new ConvergenceRequest { Forks = [], Window = options.Window, MinimumConfidence = options.MinimumConfidence });
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        await using (var folders = await ForkFolders.OpenAsync(new CommandRunner(TimeProvider.System), TimeProvider.System, options.Base, options.Forks, cancellationToken))
        {
            counts[Upstream] = await TakeAsync(index, new ForkHistory { ForkId = "", Name = Upstream, IsUpstream = true }, folders.ReadBaseAsync(cancellationToken: cancellationToken), cancellationToken);
            foreach (var (name, _) in options.Forks)
            {
                counts[name] = await TakeAsync(index, new ForkHistory { ForkId = name, Name = name }, folders.ReadForkAsync(name, cancellationToken: cancellationToken), cancellationToken);
            }
        }

        var read = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var findings = index.Find(cancellationToken);
        using var process = Process.GetCurrentProcess();
        return new FoldersResult
        {
            Findings = [.. findings.Take(options.Top).Select(static (finding, at) => Describe(finding, at + 1))],
            FindingCount = findings.Count,
            Changes = counts,
            PairsCompared = index.Compared,
            ReadSeconds = read,
            Time = TimeProvider.System.GetElapsedTime(started).TotalSeconds,
            Memory = process.PeakWorkingSet64,
        };
    }

    private static async Task<int> TakeAsync(PatternIndex index, ForkHistory fork, IAsyncEnumerable<ForkChange> changes, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var portion in changes.Chunk(Portion).WithCancellation(cancellationToken))
        {
            index.Take([fork with { Changes = portion }], cancellationToken);
            count += portion.Length;
        }

        return count;
    }

    private static FolderFinding Describe(Finding finding, int rank)
    {
        var names = finding.Forks.ToDictionary(static fork => fork.ForkId, static fork => fork.Name ?? fork.ForkId, StringComparer.Ordinal);
        return new FolderFinding(
            rank,
            Math.Round(finding.Score, 4),
            Math.Round(finding.Confidence, 4),
            finding.Relation switch
            {
                FindingRelation.SameProblem => "same-problem",
                FindingRelation.Independent => "independent",
                FindingRelation.Ported => "ported",
                _ => "already-upstream",
            },
            [.. finding.Forks.Select(fork => new FolderFork(names[fork.ForkId], fork.Revisions, fork.Paths, fork.Answer))],
            finding.Pattern,
            finding.Explanation,
            [.. finding.Conflicts.Select(conflict => new FolderConflict(names[conflict.FirstForkId], names[conflict.SecondForkId], conflict.Paths))],
            [.. finding.Reasons.Select(static reason => new FolderReason(reason.Description, Math.Round(reason.Share, 4)))],
            [.. finding.Evidence.Select(evidence => $"{names[evidence.ForkId]} {evidence.Reference}: {evidence.Excerpt}")]);
    }
}
