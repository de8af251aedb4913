namespace Ao.Plugins.Convergence;

/// <summary>Reports around one head, each alike to the head itself: likeness is not passed on from one to the next.</summary>
/// <param name="Head">The report that is most alike to the others.</param>
/// <param name="Links">Its links to the others, surest first.</param>
internal sealed record Cluster(int Head, IReadOnlyList<Link> Links)
{
    public static IReadOnlyList<Cluster> Form(int count, IReadOnlyList<Link> links)
    {
        var byReport = new List<Link>?[count];
        foreach (var link in links)
        {
            (byReport[link.First] ??= []).Add(link);
            (byReport[link.Second] ??= []).Add(link);
        }

        var taken = new bool[count];
        var clusters = new List<Cluster>();
        var heads = Enumerable.Range(0, count).Where(report => byReport[report] is not null)
            .OrderByDescending(report => byReport[report]!.Sum(link => link.Confidence)).ThenBy(report => report);
        foreach (var head in heads)
        {
            var own = taken[head] ? [] : byReport[head]!.Where(link => !taken[link.Other(head)]).OrderByDescending(link => link.Confidence).ThenBy(link => link.Other(head)).ToList();
            if (own.Count == 0)
            {
                continue;
            }

            taken[head] = true;
            own.ForEach(link => taken[link.Other(head)] = true);
            clusters.Add(new Cluster(head, own));
        }

        return clusters;
    }
}
