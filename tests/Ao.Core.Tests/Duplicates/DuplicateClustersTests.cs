using Ao.Duplicates;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Duplicates;

public sealed class DuplicateClustersTests
{
    [Fact]
    public void Link_ToAMember_PointsToTheHead()
    {
        var clusters = DuplicateClusters.Empty.Link("b", "a").Link("c", "b");

        Assert.Equal("a", clusters.HeadOf("c"));
        Assert.Equal(["a", "b", "c"], clusters.Members("a"));
    }

    [Fact]
    public void Withdraw_OfAMember_LeavesTheOthers()
    {
        var clusters = DuplicateClusters.Empty.Link("b", "a").Link("c", "b").Withdraw("b");

        Assert.Equal("b", clusters.HeadOf("b"));
        Assert.Equal("a", clusters.HeadOf("c"));
    }

    [Fact]
    public void Link_OfAHead_JoinsItsClusterForAsLongAsTheLinkStands()
    {
        var two = DuplicateClusters.Empty.Link("b", "a").Link("d", "c");
        var joined = two.Link("c", "b");

        Assert.Equal("a", joined.HeadOf("d"));
        Assert.Equal(["a", "b", "c", "d"], joined.Members("a"));
        Assert.Equal("c", joined.Withdraw("c").HeadOf("d"));
    }

    [Fact]
    public void Link_WithinACluster_ChangesNothing()
    {
        var clusters = DuplicateClusters.Empty.Link("b", "a").Link("c", "a");

        Assert.Same(clusters, clusters.Link("a", "c"));
        Assert.Same(clusters, clusters.Link("b", "c"));
        Assert.Same(clusters, clusters.Link("a", "a"));
        Assert.Same(clusters, clusters.Withdraw("a"));
    }

    [Theory]
    [InlineData(true, "head")]
    [InlineData(true, "one", "two")]
    [InlineData(false, "one")]
    [InlineData(false)]
    public void Admits_AlikeToTheHeadOrTwo(bool expected, params string[] alike) => Assert.Equal(expected, DuplicateClusters.Admits("head", alike));

    [Property(MaxTest = 500)]
    public void AnyLinksAndWithdrawals_HeadsAreHeadsAndClustersAreApart((byte Report, byte Other, bool Withdraw)[] steps)
    {
        var clusters = DuplicateClusters.Empty;
        foreach (var (report, other, withdraw) in steps)
        {
            var before = clusters;
            clusters = withdraw ? clusters.Withdraw(Name(report)) : clusters.Link(Name(report), Name(other));
            Assert.True(withdraw ? clusters.HeadOf(Name(report)) == Name(report) : clusters.HeadOf(Name(report)) == clusters.HeadOf(Name(other)));
            if (!withdraw && before.HeadOf(Name(report)) == Name(report) && before != clusters)
            {
                Assert.Same(before.HeadOf(Name(report)), Name(report));
                Assert.Equal(before.Count, clusters.Withdraw(Name(report)).Count);
            }
        }

        var reports = Enumerable.Range(0, 16).Select(static number => Name((byte)number)).ToList();
        var heads = reports.Select(clusters.HeadOf).Distinct().ToList();
        Assert.All(heads, head => Assert.Equal(head, clusters.HeadOf(head)));
        Assert.Equal(reports.Order(), heads.SelectMany(head => clusters.Members(head)).Order());
        Assert.All(heads, head => Assert.All(clusters.Members(head), member => Assert.Equal(head, clusters.HeadOf(member))));
    }

    private static string Name(byte number) => string.Intern($"report-{number % 16}");
}
