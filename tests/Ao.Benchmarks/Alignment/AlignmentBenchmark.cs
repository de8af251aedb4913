using System.Diagnostics;
using System.Globalization;
using Ao.Alignment;
using Ao.Configuration;
using Ao.Plugins.Alignment;
using Ao.Projects;

namespace Ao.Benchmarks.Alignment;

/// <summary>Q5: how many alerts a pull request gets, and how many of them are right once they were tried.</summary>
internal static class AlignmentBenchmark
{
    private const int Seed = 2026;
    private const int Count = 300;
    private const double Window = 14;

    /// <summary>Measures on a set of its own and, where one is given, by names on a data set.</summary>
    /// <exception cref="InvalidDataException">The data set cannot be used.</exception>
    public static async Task<BenchmarkResult> RunAsync(string? pairs, CancellationToken cancellationToken)
    {
        var made = new MadePullRequests(Seed, Count);
        var (trees, checker, trial) = (new TrialTrees(made), new AlignmentDetector(), new AlignmentTrial(null!));
        var project = new Project(new ProjectId("made"), new ProjectOptions { Path = "/made" });
        int told = 0, listed = 0, kept = 0, right = 0, breaks = 0, found = 0, common = 0, checks = 0;
        var watch = Stopwatch.StartNew();
        foreach (var pull in made.All)
        {
            var others = made.All.Where(other => other != pull && Math.Abs(other.Day - pull.Day) <= Window).ToList();
            var request = new AlignmentRequest { Before = made.Base, After = pull.Tree, Forks = [.. others.Select(other => new AlignmentFork { ForkId = other.Tree.Revision, Tree = other.Tree, Base = made.Base })] };
            var alerts = (await checker.CheckAsync(request, cancellationToken)).ToLookup(static alert => alert.ForkId, StringComparer.Ordinal);
            checks += others.Count;
            foreach (var other in others)
            {
                var broken = pull.TakesAway.Where(other.Uses.Contains).ToList();
                var verdict = new AlignmentVerdict
                {
                    Id = "", Project = project.Id, Revision = pull.Tree.Revision, BaseRevision = "base", Fork = other.Tree.Revision, ForkRevision = other.Tree.Revision, Rules = checker.Rules, At = DateTimeOffset.UnixEpoch,
                    Findings = [.. alerts[other.Tree.Revision].Where(static alert => alert.Tier != AlignmentTier.Silent).Select(static alert => new AlignmentFinding(alert, AlignmentConfirmation.Untried))],
                };
                told += verdict.Told.Count();
                listed += verdict.Findings.Count(static finding => finding.Alert.Tier == AlignmentTier.List);
                var after = (await trial.ConfirmAsync(project, trees, checker, request, verdict, cancellationToken)).Told.ToList();
                kept += after.Count;
                right += after.Count(finding => broken.Exists(thing => IsOf(made, thing, finding.Alert)));
                foreach (var thing in broken)
                {
                    var isCommon = await made.IsCommonAsync(thing);
                    (breaks, common) = (breaks + (isCommon ? 0 : 1), common + (isCommon ? 1 : 0));
                    found += !isCommon && after.Exists(finding => IsOf(made, thing, finding.Alert)) ? 1 : 0;
                }
            }
        }

        watch.Stop();
        var set = string.Create(CultureInfo.InvariantCulture, $"{Count} made pull requests over 300 modules in C# and TypeScript, seed {Seed}, each against all within 14 days ({checks} pairs)");
        List<BenchmarkFigure> figures =
        [
            new("Q5", "alerts a pull request, before confirmation", (double)told / Count, "alerts", "<= 0.6", set),
            new("Q5", "right after confirmation", kept == 0 ? 1 : (double)right / kept, "share", ">= 0.9", string.Create(CultureInfo.InvariantCulture, $"{right} of {kept} that a merge on trial left; what is true is known from the making")),
            new("Q5", "breaks that were found", breaks == 0 ? 1 : (double)found / breaks, "share", ">= 0.85", string.Create(CultureInfo.InvariantCulture, $"{found} of {breaks} pairs in which one takes away what the other has begun to use under a rare name; {common} more under names in more than 2 % of the files, which are silent by design")),
            new("Q5", "in the list, a pull request", (double)listed / Count, "alerts", "-", "used in another way, or tested behaviour"),
            new("Q5", "time a pair", watch.Elapsed.TotalMilliseconds / Math.Max(1, checks), "ms", "-", "wall clock, one thread, sources in memory, trial merges included"),
        ];
        if (pairs is not null)
        {
            var names = NamePairs.Measure(pairs);
            var method = string.Create(CultureInfo.InvariantCulture, $"{names.PullRequests} pull requests, {names.Pairs} ordered pairs; ");
            figures.Add(new BenchmarkFigure("Q5", "by names: a definition's head and removed", names.Definitions, "alerts", "<= 0.6", method + "rare words of definitions' heads that one removes and the other adds"));
            figures.Add(new BenchmarkFigure("Q5", "by names: any removed word", names.Words, "alerts", "-", method + "the set holds no source, so that references, namesakes and merges cannot be rebuilt: words are all that can be joined"));
        }

        return new BenchmarkResult("alignment", figures);
    }

    private static bool IsOf(MadePullRequests made, int thing, AlignmentAlert alert) =>
        (alert.Name == made.NameOf(thing) || alert.Name.EndsWith($".{made.NameOf(thing)}", StringComparison.Ordinal)) && alert.Definition.Path == MadeSource.PathOf(made.ModuleOf(thing));
}
