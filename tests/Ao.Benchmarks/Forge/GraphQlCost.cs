using System.Text.Json.Nodes;

namespace Ao.Benchmarks.Forge;

/// <summary>Counts what a query costs as GitHub documents it: the requests that its lists would take, each as often as the lists around it are long, divided by 100, and 1 at least.</summary>
internal static class GraphQlCost
{
    private const int MaxNodes = 500_000;

    /// <exception cref="InvalidOperationException">The query asks for more than GitHub gives.</exception>
    public static int Of(IReadOnlyList<Selection> selections)
    {
        var (requests, nodes) = Count(selections, 1);
        return nodes <= MaxNodes ? Math.Max(1, (int)Math.Round(requests / 100.0, MidpointRounding.AwayFromZero)) : throw new InvalidOperationException($"The query asks for {nodes} nodes; GitHub gives {MaxNodes}.");
    }

    private static (long Requests, long Nodes) Count(IReadOnlyList<Selection> selections, long times)
    {
        long requests = 0;
        long nodes = 0;
        foreach (var selection in selections)
        {
            var inside = times;
            if ((selection.Arguments["first"] ?? selection.Arguments["last"]) is { } length)
            {
                if (length.GetValue<int>() is < 1 or > 100)
                {
                    throw new InvalidOperationException("A list has 1 to 100 entries.");
                }

                requests += times;
                inside = times * length.GetValue<int>();
                nodes += inside;
            }
            else if (selection.Arguments["ids"] is JsonArray ids)
            {
                if (ids.Count > 100)
                {
                    throw new InvalidOperationException("100 ids may be asked for at once.");
                }

                requests += times;
                inside = times * ids.Count;
                nodes += inside;
            }

            var (more, below) = Count(selection.Selections, inside);
            requests += more;
            nodes += below;
        }

        return (requests, nodes);
    }
}
