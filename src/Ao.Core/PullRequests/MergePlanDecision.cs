using System.Globalization;

namespace Ao.PullRequests;

/// <summary>Decides in which order changes are merged: a pure function.</summary>
internal static class MergePlanDecision
{
    private const int ShownPaths = 3;

    /// <summary>Orders changes so that each comes behind all that it depends on; of those that are free, the oldest is first.</summary>
    /// <param name="candidates">The changes.</param>
    /// <param name="circle">The sessions of a circle of dependencies, in its order, where there is one.</param>
    /// <returns>The order, with what each comes behind; empty where there is a circle.</returns>
    public static IReadOnlyList<(MergeCandidate Candidate, IReadOnlyList<MergeDependency> Behind)> Order(IReadOnlyCollection<MergeCandidate> candidates, out IReadOnlyList<SessionId> circle)
    {
        var byAge = candidates.DistinctBy(static candidate => candidate.Session).OrderBy(static candidate => candidate.Age).ThenBy(static candidate => candidate.Session.Value, StringComparer.Ordinal).ToList();
        var among = byAge.Select(static candidate => candidate.Session).ToHashSet();
        var behind = byAge.ToDictionary(static candidate => candidate.Session, candidate => HardOf(candidate, among));
        List<SessionId> sessions = [.. byAge.Select(static candidate => candidate.Session)];
        _ = MergeOrder.Plan(sessions, session => behind[session].Select(static dependency => dependency.Session), out var stuck);
        if (stuck.Count > 0)
        {
            circle = CircleAmong(stuck, behind);
            return [];
        }

        AddSoft(byAge, behind);
        var order = MergeOrder.Plan(sessions, session => behind[session].Select(static dependency => dependency.Session), out circle);
        var bySession = byAge.ToDictionary(static candidate => candidate.Session);
        return [.. order.Select(session => (bySession[session], (IReadOnlyList<MergeDependency>)behind[session]))];
    }

    private static List<MergeDependency> HardOf(MergeCandidate candidate, HashSet<SessionId> among) =>
    [
        .. candidate.DependsOn.Distinct().Where(among.Contains).Select(static other => new MergeDependency(other, MergeDependencyKind.Declared, $"it was asked for as depending on {other}")),
        .. candidate.Contains.Distinct().Where(other => among.Contains(other) && other != candidate.Session && !candidate.DependsOn.Contains(other))
            .Select(static other => new MergeDependency(other, MergeDependencyKind.Contains, $"it is built on the head of {other}")),
    ];

    /// <summary>Puts a change behind older ones that change the same paths, as far as nothing else demands the opposite.</summary>
    private static void AddSoft(List<MergeCandidate> byAge, Dictionary<SessionId, List<MergeDependency>> behind)
    {
        var users = new Dictionary<string, List<SessionId>>(StringComparer.Ordinal);
        foreach (var younger in byAge)
        {
            var shared = new Dictionary<SessionId, List<string>>();
            foreach (var path in younger.Paths.Distinct(StringComparer.Ordinal))
            {
                if (!users.TryGetValue(path, out var others))
                {
                    users[path] = others = [];
                }

                foreach (var other in others)
                {
                    (shared.TryGetValue(other, out var paths) ? paths : shared[other] = []).Add(path);
                }

                others.Add(younger.Session);
            }

            foreach (var older in byAge.Select(static candidate => candidate.Session).Where(shared.ContainsKey))
            {
                if (!Reaches(younger.Session, older, behind) && !Reaches(older, younger.Session, behind))
                {
                    behind[younger.Session].Add(new MergeDependency(older, MergeDependencyKind.SamePaths, WhyOf(shared[older])));
                }
            }
        }
    }

    /// <summary>Tells whether a change comes behind another, directly or by others between them.</summary>
    private static bool Reaches(SessionId from, SessionId to, Dictionary<SessionId, List<MergeDependency>> behind)
    {
        var seen = new HashSet<SessionId> { from };
        var open = new Stack<SessionId>([from]);
        while (open.TryPop(out var session))
        {
            foreach (var dependency in behind[session])
            {
                if (dependency.Session == to)
                {
                    return true;
                }

                if (seen.Add(dependency.Session))
                {
                    open.Push(dependency.Session);
                }
            }
        }

        return false;
    }

    /// <summary>Finds a circle: each of those that are stuck waits for another of them, so that following one leads into it.</summary>
    private static List<SessionId> CircleAmong(IReadOnlyList<SessionId> stuck, Dictionary<SessionId, List<MergeDependency>> behind)
    {
        var waiting = stuck.ToHashSet();
        var path = new List<SessionId>();
        for (var session = stuck[0]; ; session = behind[session].First(dependency => waiting.Contains(dependency.Session)).Session)
        {
            if (path.IndexOf(session) is >= 0 and var start)
            {
                return path.GetRange(start, path.Count - start);
            }

            path.Add(session);
        }
    }

    private static string WhyOf(List<string> paths) =>
        $"both change {string.Join(", ", paths.Take(ShownPaths).Select(Printable.Quote))}{(paths.Count > ShownPaths ? string.Create(CultureInfo.InvariantCulture, $" and {paths.Count - ShownPaths} more paths") : "")}, and the other is older";
}
