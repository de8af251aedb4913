using Ao.Convergence;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Convergence;

/// <summary>For how many forks a finding counts.</summary>
public sealed class ForkCountingTests
{
    private static readonly HashSet<string> s_known = ["a", "b", "c", "d", "e"];

    [Fact]
    public void Count_EachByItself_CountsAll() => Assert.Equal(3, Count(new TallyInput { Known = s_known }, "a", "b", "c"));

    [Fact]
    public void Count_NotPinned_DoesNotCountHoweverMany()
    {
        var tally = ForkCounting.Count(Finding(["a", "sybil1", "sybil2", "sybil3"]), new TallyInput { Known = s_known });

        Assert.Equal((1, 3), (tally.Count, tally.Notes.Count));
    }

    [Fact]
    public void Count_Ported_CountsOnce() =>
        Assert.Equal(1, ForkCounting.Count(Finding(["a", "b"]) with { Relation = FindingRelation.Ported }, new TallyInput { Known = s_known }).Count);

    [Fact]
    public void Count_SharedCommit_CountsOnce()
    {
        var finding = Finding(["a", "b", "c"]);
        finding = finding with { Forks = [finding.Forks[0], finding.Forks[1] with { Revisions = ["rev-b", "rev-a"] }, finding.Forks[2]] };

        Assert.Equal(2, ForkCounting.Count(finding, new TallyInput { Known = s_known }).Count);
    }

    [Fact]
    public void Count_LinkSaysPorted_CountsOnce() =>
        Assert.Equal(2, Count(new TallyInput { Known = s_known, Ported = new HashSet<(string, string)> { ForkCounting.Pair("rev-c", "rev-a") } }, "a", "b", "c"));

    [Theory]
    [InlineData(5, 1)]
    [InlineData(50, 2)]
    public void Count_HadReadTheOther_BeforeItsOwnOnly(long readAt, int count)
    {
        var input = new TallyInput
        {
            Known = s_known,
            Records = new Dictionary<(string, string), TallyRecord> { [("a", "rev-a")] = new("record-a", 3, null), [("b", "rev-b")] = new("record-b", 10, null) },
            Readings = new[] { new TallyReading("b", "a", readAt, 3, []) }.ToLookup(static reading => (reading.Reader, reading.Publisher)),
        };

        Assert.Equal(count, Count(input, "a", "b"));
    }

    [Fact]
    public void Count_OneSessionTellsBoth_CountsOnce()
    {
        var input = new TallyInput
        {
            Known = s_known,
            Records = new Dictionary<(string, string), TallyRecord> { [("a", "rev-a")] = new("record-a", 3, "s-1"), [("b", "rev-b")] = new("record-b", 10, "s-1"), [("c", "rev-c")] = new("record-c", 10, null) },
        };

        Assert.Equal(2, Count(input, "a", "b", "c"));
    }

    [Property]
    public void Count_AnyOrder_IsTheSame(int seed, bool[] ties)
    {
        var random = new Random(seed);
        string[] forks = ["a", "b", "c", "d", "e"];
        var ported = forks.SelectMany((one, index) => forks.Skip(index + 1).Select(other => (one, other))).Where((_, index) => index < ties.Length && ties[index]).Select(static pair => ForkCounting.Pair($"rev-{pair.one}", $"rev-{pair.other}")).ToHashSet();
        var input = new TallyInput { Known = s_known, Ported = ported };
        var count = ForkCounting.Count(Finding(forks), input).Count;
        random.Shuffle(forks);

        Assert.Equal(count, ForkCounting.Count(Finding(forks), input).Count);
    }

    private static int Count(TallyInput input, params IReadOnlyList<string> forks) => ForkCounting.Count(Finding(forks), input).Count;

    private static Finding Finding(IReadOnlyList<string> forks) => new()
    {
        Id = "one",
        Relation = FindingRelation.Independent,
        Summary = "They meet it",
        Confidence = 0.8,
        Forks = [.. forks.Select(static fork => new FindingFork { ForkId = fork, Revisions = [$"rev-{fork}"] })],
        Evidence = [],
        Reasons = [],
    };
}
