using Ao.PullRequests;
using FsCheck.Xunit;

namespace Ao.Core.Tests.PullRequests;

public class MergePlanDecisionTests
{
    [Theory]
    [InlineData("free ones, oldest first", "1 2 3", "1 2 3")]
    [InlineData("declared", "1>3 2 3", "2 3 1")]
    [InlineData("declared on what is not in the plan", "1>9 2", "1 2")]
    [InlineData("built on another", "1+2 2", "2 1")]
    [InlineData("declared and built on", "1>2+2 2", "2 1")]
    [InlineData("same path, older first", "1:a 2:a", "1 2")]
    [InlineData("same path, but the older one depends on the younger", "1>2:a 2:a", "2 1")]
    [InlineData("same path, but it would close a circle over a third", "1>3:a 2:a 3>2", "2 3 1")]
    [InlineData("a chain", "1>2 2>3 3", "3 2 1")]
    [InlineData("a circle of two", "1>2 2>1", "circle 1 2")]
    [InlineData("a circle behind which another waits", "1>2 2>3 3>2", "circle 2 3")]
    [InlineData("depends on itself", "1>1", "circle 1")]
    [InlineData("declared one way, built the other way", "1>2 2+1", "circle 1 2")]
    public void Order_Table(string when, string changes, string expected)
    {
        var order = MergePlanDecision.Order([.. changes.Split(' ').Select(Parse)], out var circle);

        var shown = circle.Count > 0 ? $"circle {string.Join(' ', circle.Select(static session => session.Number))}" : string.Join(' ', order.Select(static step => step.Candidate.Session.Number));
        Assert.True(expected == shown, $"{when}: {shown}");
    }

    [Fact]
    public void Order_SaysWhyEachComesBehindTheOthers()
    {
        var order = MergePlanDecision.Order([Parse("1:a:b"), Parse("2:b:a:c"), Parse("3>1"), Parse("4+2")], out _);

        Assert.Equal(
            ["SamePaths: both change b, a, and the other is older", "Declared: it was asked for as depending on shop-1", "Contains: it is built on the head of shop-2"],
            order.SelectMany(static step => step.Behind).Select(static dependency => $"{dependency.Kind}: {dependency.Why}"));
    }

    /// <summary>A plan is a topological order of all that it says a change comes behind, and of all hard dependencies.</summary>
    [Property]
    public bool Order_AnyDependencies_IsATopologicalOrderOrNamesARealCircle((byte From, byte To)[] declared, (byte From, byte To)[] built, (byte Session, byte Path)[] paths)
    {
        const int Count = 12;
        static SessionId Id(int number) => new("shop", (number % Count) + 1);
        var candidates = Enumerable.Range(0, Count).Select(number => new MergeCandidate
        {
            Session = Id(number),
            Age = number,
            DependsOn = [.. declared.Where(edge => edge.From % Count == number).Select(static edge => Id(edge.To))],

            // What contains another is younger here, as with real histories: no circle can come of it alone.
            Contains = [.. built.Where(edge => edge.From % Count == number && edge.To % Count < number).Select(static edge => Id(edge.To))],
            Paths = [.. paths.Where(path => path.Session % Count == number).Select(static path => $"p{path.Path % 4}")],
        }).ToList();
        var hard = candidates.ToDictionary(static candidate => candidate.Session, static candidate => candidate.DependsOn.Concat(candidate.Contains).ToHashSet());

        var order = MergePlanDecision.Order(candidates, out var circle);

        if (circle.Count > 0)
        {
            return order.Count == 0 && Enumerable.Range(0, circle.Count).All(index => hard[circle[index]].Contains(circle[(index + 1) % circle.Count]));
        }

        var place = order.Select(static (step, index) => (step.Candidate.Session, index)).ToDictionary(static entry => entry.Session, static entry => entry.index);
        return order.Count == Count
            && hard.All(entry => entry.Value.All(other => place[other] < place[entry.Key]))
            && order.All(step => step.Behind.All(dependency => place[dependency.Session] < place[step.Candidate.Session]));
    }

    /// <summary>Reads <c>1>2+3:a:b</c>: change 1 declares 2, is built on 3 and changes a and b.</summary>
    private static MergeCandidate Parse(string text)
    {
        var parts = text.Split(':');
        var head = parts[0];
        IReadOnlyList<SessionId> Of(char mark) => [.. head.Select((character, index) => (character, index)).Where(entry => entry.character == mark).Select(entry => new SessionId("shop", head[entry.index + 1] - '0'))];
        return new MergeCandidate { Session = new SessionId("shop", head[0] - '0'), Age = head[0], DependsOn = Of('>'), Contains = Of('+'), Paths = parts[1..] };
    }
}
