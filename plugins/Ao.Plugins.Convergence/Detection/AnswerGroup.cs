namespace Ao.Plugins.Convergence;

/// <summary>Answers around one, each alike to that one itself: likeness is not passed on from one to the next.</summary>
/// <param name="Head">The answer that is most alike to the others.</param>
/// <param name="Links">Its links to the others, surest first.</param>
internal sealed record AnswerGroup(CopySet Head, IReadOnlyList<SetLink> Links)
{
    private const double NearBest = 0.6;
    private const int MostLinks = 24;

    /// <summary>How sure a link must be at least to bring in an answer that is alike to two of the group.</summary>
    public const double LeastOfTwo = 0.3;

    public IReadOnlyList<CopySet> Sets => [Head, .. Links.Select(link => link.Other(Head))];

    /// <summary>Forms groups from the surest link on. Every answer is in one group at most.</summary>
    public static IReadOnlyList<AnswerGroup> Form(IEnumerable<SetLink> links, double minimum)
    {
        var ordered = links.OrderByDescending(static link => Math.Round(link.Confidence, 9)).ThenBy(static link => link.First.Head.Unit, s_order).ThenBy(static link => link.Second.Head.Unit, s_order).ToList();
        var bySet = new Dictionary<CopySet, List<SetLink>>();
        foreach (var link in ordered)
        {
            Add(bySet, link.First, link);
            Add(bySet, link.Second, link);
        }

        var taken = new HashSet<CopySet>();
        var groups = new List<AnswerGroup>();
        foreach (var best in ordered)
        {
            if (best.Confidence < minimum || taken.Contains(best.First) || taken.Contains(best.Second))
            {
                continue;
            }

            var head = WeightOf(bySet[best.First], best, taken) >= WeightOf(bySet[best.Second], best, taken) ? best.First : best.Second;
            var own = Choose(head, bySet, best, taken, minimum);
            taken.Add(head);
            taken.UnionWith(own.Select(link => link.Other(head)));
            groups.Add(new AnswerGroup(head, own));
        }

        return groups;
    }

    /// <summary>Of each fork the best answer joins; further ones only where they are about as sure. One that is less sure joins if it is alike to two.</summary>
    private static List<SetLink> Choose(CopySet head, Dictionary<CopySet, List<SetLink>> bySet, SetLink best, HashSet<CopySet> taken, double minimum)
    {
        var chosen = new List<SetLink>();
        foreach (var link in bySet[head].Where(link => !taken.Contains(link.Other(head))))
        {
            var other = link.Other(head);
            var isSure = link.Confidence >= minimum && link.Confidence >= NearBest * best.Confidence;
            var isNew = !chosen.Exists(known => known.Other(head).Forks.Overlaps(other.Forks));
            var joins = isSure
                ? ReferenceEquals(link, best) || isNew || link.Confidence >= 0.9 * best.Confidence
                : isNew && bySet[other].Exists(second => second.Confidence >= LeastOfTwo && chosen.Exists(known => ReferenceEquals(known.Other(head), second.Other(other))));
            if (joins && chosen.Count < MostLinks)
            {
                chosen.Add(link);
            }
        }

        return chosen;
    }

    private static double WeightOf(List<SetLink> links, SetLink best, HashSet<CopySet> taken) =>
        Math.Round(links.Where(link => link.Confidence >= NearBest * best.Confidence && !taken.Contains(link.First) && !taken.Contains(link.Second)).Sum(static link => link.Confidence), 9);

    private static readonly IComparer<Unit> s_order = Comparer<Unit>.Create(Unit.Compare);

    private static void Add(Dictionary<CopySet, List<SetLink>> links, CopySet set, SetLink link)
    {
        if (!links.TryGetValue(set, out var list))
        {
            links[set] = list = [];
        }

        list.Add(link);
    }
}
