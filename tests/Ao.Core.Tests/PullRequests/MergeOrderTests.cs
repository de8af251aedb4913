using Ao.PullRequests;
using FsCheck.Xunit;

namespace Ao.Core.Tests.PullRequests;

public class MergeOrderTests
{
    [Theory]
    [InlineData("a b c", "", "a b c")]
    [InlineData("a b c", "a>c", "b c a")]
    [InlineData("a b c", "a>b b>c", "c b a")]
    [InlineData("a b", "a>x", "a b")]
    [InlineData("a b c", "a>b b>a", "circle a b")]
    [InlineData("a", "a>a", "circle a")]
    public void Plan_WithDependencies_OrdersOrNamesTheCircle(string items, string dependencies, string expected)
    {
        var edges = dependencies.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToLookup(static edge => edge[..1], static edge => edge[2..]);

        var order = MergeOrder.Plan(items.Split(' '), item => edges[item], out var circle);

        Assert.Equal(expected, circle.Count > 0 ? $"circle {string.Join(' ', circle)}" : string.Join(' ', order));
    }

    [Property]
    public bool Plan_AnyDependencies_IsATopologicalOrderOrThereIsACircle((byte From, byte To)[] edges)
    {
        var items = Enumerable.Range(0, 16).ToArray();
        var lookup = edges.ToLookup(static edge => edge.From % 16, static edge => edge.To % 16);

        var order = MergeOrder.Plan(items, item => lookup[item], out var circle);

        return circle.Count > 0
            ? circle.All(item => lookup[item].Any(circle.Contains))
            : order.Count == items.Length && items.All(item => lookup[item].All(other => order.ToList().IndexOf(other) < order.ToList().IndexOf(item)));
    }
}
