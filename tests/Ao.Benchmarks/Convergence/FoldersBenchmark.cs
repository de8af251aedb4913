using System.Diagnostics;
using System.Globalization;
using Ao.Commands;
using Ao.Convergence;
using Ao.Git.Histories;
using Ao.Plugins.Convergence;

namespace Ao.Benchmarks.Convergence;

/// <summary>Q4: what is found in the histories of real forks.</summary>
internal static class FoldersBenchmark
{
    private const int Portion = 256;

    /// <summary>Compares, and tells meanwhile how far it is and what is left out.</summary>
    /// <exception cref="AoException">A folder cannot be used.</exception>
    public static async Task<FoldersResult> RunAsync(FoldersOptions options, TextWriter progress, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var index = new PatternIndex(new ConvergenceRequest { Forks = [], Window = options.Window, MinimumConfidence = options.MinimumConfidence });
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var notes = new List<string>();
        var compared = 0;
        await using (var folders = await ForkFolders.OpenAsync(new CommandRunner(TimeProvider.System), TimeProvider.System, options.Base, options.Forks, options.ReadsAllBranches, cancellationToken))
        {
            foreach (var note in folders.Notes)
            {
                await NoteAsync(note);
            }

            await TakeAsync(new ForkHistory { ForkId = "", Name = FoldersOptions.Upstream, IsUpstream = true }, folders.ReadBaseAsync(cancellationToken: cancellationToken));
            foreach (var (name, _) in options.Forks.Where(fork => folders.IsCompared(fork.Key)))
            {
                compared++;
                await TakeAsync(new ForkHistory { ForkId = name, Name = name }, folders.ReadForkAsync(name, cancellationToken: cancellationToken));
            }
        }

        var read = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await progress.WriteLineAsync("Comparing");
        var findings = index.Find(cancellationToken);
        using var process = Process.GetCurrentProcess();
        return new FoldersResult
        {
            Findings = [.. findings.Take(options.Top).Select(static (finding, at) => Describe(finding, at + 1))],
            FindingCount = findings.Count,
            Changes = counts,
            Notes = notes,
            ComparedForks = compared,
            PairsCompared = index.Compared,
            ReadSeconds = read,
            Time = TimeProvider.System.GetElapsedTime(started).TotalSeconds,
            Memory = process.PeakWorkingSet64,
        };

        async Task NoteAsync(string note)
        {
            notes.Add(note);
            await progress.WriteLineAsync(note);
        }

        async Task TakeAsync(ForkHistory fork, IAsyncEnumerable<ForkChange> changes)
        {
            var (count, lacking) = (0, 0);
            await foreach (var portion in changes.Chunk(Portion).WithCancellation(cancellationToken))
            {
                index.Take([fork with { Changes = portion }], cancellationToken);
                count += portion.Length;
                lacking += portion.Count(static change => change.LacksContents);
            }

            counts[fork.Name!] = count;
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Read {fork.Name}: {count} {(count == 1 ? "change" : "changes")}, {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s"));
            if (lacking > 0)
            {
                await NoteAsync($"{lacking} of {count} changes of '{fork.Name}' were read without all of their text, because contents are missing there. Fetch them first ('git fetch --refetch --no-filter'); large files may well be missing.");
            }
        }
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
