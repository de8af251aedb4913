namespace Ao.PullRequests;

/// <summary>Orders changes by what they depend on: a pure function.</summary>
internal static class MergeOrder
{
    /// <summary>Orders items so that each comes behind those it depends on; items that could come in either order keep the order they were given in.</summary>
    /// <param name="items">The items.</param>
    /// <param name="dependenciesOf">What an item depends on. What is not among the items is taken as settled.</param>
    /// <param name="circle">The items of a circle, where there is one.</param>
    /// <returns>The order; empty where there is a circle.</returns>
    public static IReadOnlyList<T> Plan<T>(IReadOnlyCollection<T> items, Func<T, IEnumerable<T>> dependenciesOf, out IReadOnlyList<T> circle)
        where T : notnull
    {
        var waiting = items.Distinct().ToList();
        var order = new List<T>(waiting.Count);
        var placed = new HashSet<T>();
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(item => dependenciesOf(item).All(other => placed.Contains(other) || !waiting.Contains(other)));
            if (next < 0)
            {
                circle = waiting;
                return [];
            }

            placed.Add(waiting[next]);
            order.Add(waiting[next]);
            waiting.RemoveAt(next);
        }

        circle = [];
        return order;
    }
}
