using Ao.Convergence;

namespace Ao.Plugins.Convergence;

/// <summary>Finds answers that exclude each other: both change the same lines, and not in the same way.</summary>
internal static class AnswerConflicts
{
    private const int MostForks = 12;
    private const int MostPaths = 5;
    private const double TheSame = 0.8;

    public static IReadOnlyList<FindingConflict> Find(IReadOnlyList<Answer> answers)
    {
        var forks = answers.Where(static answer => answer.Units.Count > 0).Take(MostForks).ToList();
        var conflicts = new List<FindingConflict>();
        for (var first = 0; first < forks.Count; first++)
        {
            for (var second = first + 1; second < forks.Count; second++)
            {
                if (!ReferenceEquals(forks[first].Set, forks[second].Set) && Paths(forks[first].Units[0].Unit, forks[second].Units[0].Unit) is { Count: > 0 } paths)
                {
                    conflicts.Add(new FindingConflict(forks[first].Fork.Id, forks[second].Fork.Id, paths));
                }
            }
        }

        return conflicts;
    }

    private static List<string> Paths(Unit one, Unit other)
    {
        if (one.AddedLines.Length > 0 && other.AddedLines.Length > 0 && CopyCheck.SharedLines(one, other) >= TheSame)
        {
            return [];
        }

        var names = one.Paths.Concat(other.Paths).GroupBy(static path => WordHash.Of(path)).ToDictionary(static path => path.Key, static path => path.First());
        return [.. one.Files.Keys
            .Where(file => other.Files.Find(file) is { } hunks && one.Files.Find(file)!.Any(hunk => hunks.Any(next => PairScorer.Touch(hunk, next))))
            .Select(file => names.GetValueOrDefault(file) ?? "")
            .Where(static path => path.Length > 0).OrderBy(static path => PathKinds.Of(path)).ThenBy(static path => path, StringComparer.Ordinal).Take(MostPaths)];
    }
}
