using System.Globalization;
using Ao.Benchmarks.Duplicates;
using Ao.Convergence;
using Ao.Plugins.Convergence;

namespace Ao.Benchmarks.Convergence;

/// <summary>Q3: how well independent answers to one problem are found, each among all earlier pull requests.</summary>
internal static class PairsBenchmark
{
    private const int Forks = 6;
    private const int Shown = 25;

    /// <exception cref="InvalidDataException">The data set cannot be used.</exception>
    public static async Task<PairsResult> RunAsync(string folder, CancellationToken cancellationToken)
    {
        var data = PairDataset.Read(folder);
        var started = TimeProvider.System.GetTimestamp();
        var both = RetrievalFigures.Of(Search(data, withText: true));
        var code = RetrievalFigures.Of(Search(data, withText: false));
        var ported = Ported(data);
        var (top, wrong) = await DetectAsync(data, cancellationToken);
        return new PairsResult
        {
            Dataset = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            PullRequests = data.PullRequests.Count,
            Pairs = data.Pairs.Count,
            TextAndCode = both,
            CodeOnly = code,
            SharingCommits = ported.All,
            SharingCommitsCalledPorted = ported.Called,
            PairsCalledPorted = ported.Wrong,
            DetectedForks = Forks,
            DetectedPairs = top,
            DetectedTop = wrong,
            Seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds,
        };
    }

    private static List<(List<int> Ranks, int Right)> Search(PairDataset data, bool withText)
    {
        var units = Weigh(data, withText);
        var searches = new List<(List<int>, int)>();
        foreach (var later in data.Pairs.GroupBy(static pair => pair.Later).OrderBy(static group => group.Key))
        {
            var right = later.Select(static pair => pair.Earlier).ToHashSet();
            var ranked = Enumerable.Range(0, later.Key).Select(at => (At: at, Score: Confidence.SumOf(LinkBook.Compare(units[at], units[later.Key]))))
                .OrderByDescending(static found => found.Score).ThenBy(static found => found.At).Select(static found => found.At).ToList();
            searches.Add(([.. ranked.Select((at, rank) => (at, rank)).Where(found => right.Contains(found.at)).Select(static found => found.rank)], right.Count));
        }

        return searches;
    }

    private static List<WeightedUnit> Weigh(PairDataset data, bool withText)
    {
        var reader = new ChangeReader(null);
        var units = data.PullRequests.Select(pull => Unit.Of([reader.Read(pull.Number.ToString(CultureInfo.InvariantCulture), pull.Change(withText))], [pull.Number.ToString(CultureInfo.InvariantCulture)], false)).ToList();
        var frequencies = new WordFrequencies(units);
        return [.. units.Select(unit => new WeightedUnit(unit, frequencies))];
    }

    /// <summary>Pull requests that share commits are one answer twice: as histories of forks the detector must call each such pair ported.</summary>
    private static (int All, int Called, int Wrong) Ported(PairDataset data)
    {
        var reader = new ChangeReader(null);
        var units = data.PullRequests.Select(pull => Unit.Of(
            [.. pull.Commits.Order(StringComparer.Ordinal).Select(commit => reader.Read($"{pull.Number}", pull.Change(true) with { Revision = commit, Sketch = pull.Sketch with { PatchId = commit } }))], [$"{pull.Number}"], false)).ToList();
        var (all, called, wrong) = (0, 0, 0);
        var byCommit = data.PullRequests.SelectMany(static (pull, at) => pull.Commits.Select(commit => (commit, at))).GroupBy(static pair => pair.commit, static pair => pair.at, StringComparer.Ordinal);
        foreach (var (first, second) in byCommit.SelectMany(static group => group.SelectMany(first => group.Where(second => second > first).Select(second => (first, second)))).Distinct())
        {
            all++;
            called += CopyCheck.Find(units[first], units[second], default) == CopyKind.None ? 0 : 1;
        }

        foreach (var (earlier, later) in data.Pairs)
        {
            wrong += CopyCheck.Find(units[earlier], units[later], default) == CopyKind.None ? 0 : 1;
        }

        return (all, called, wrong);
    }

    /// <summary>Runs the whole detection, each author's pull requests in one of a few forks: how many of the pairs that lie in two forks are found, and what comes first.</summary>
    private static async Task<(string Found, IReadOnlyList<string> Top)> DetectAsync(PairDataset data, CancellationToken cancellationToken)
    {
        string ForkOf(PairPullRequest pull) => "fork" + ((WordHash.Of(pull.Sources.Order(StringComparer.Ordinal).FirstOrDefault() ?? "") % Forks) + 1);
        var forks = data.PullRequests.GroupBy(ForkOf, StringComparer.Ordinal).Select(static fork => new ForkHistory { ForkId = fork.Key, Changes = [.. fork.DistinctBy(static pull => pull.Head).Select(static pull => pull.Change(true))] }).ToList();
        var findings = await new PatternsDetector().DetectAsync(new ConvergenceRequest { Forks = forks, Window = TimeSpan.FromDays(365) }, cancellationToken);
        var apart = data.Pairs.Where(pair => ForkOf(data.PullRequests[pair.Earlier]) != ForkOf(data.PullRequests[pair.Later])).ToList();
        var found = apart.Count(pair => findings.Any(finding => finding.Forks.Any(fork => fork.Revisions.Contains(data.PullRequests[pair.Earlier].Head)) && finding.Forks.Any(fork => fork.Revisions.Contains(data.PullRequests[pair.Later].Head))));
        return ($"{found} of {apart.Count} in {findings.Count} findings", [.. findings.Take(Shown).Select(static finding => string.Create(CultureInfo.InvariantCulture, $"{finding.Score:0.00} {finding.Relation}: ") + string.Join(" || ", finding.Forks.Select(static fork => $"{fork.ForkId}: {fork.Answer}")))]);
    }
}
