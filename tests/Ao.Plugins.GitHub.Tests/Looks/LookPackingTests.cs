using Ao.Plugins.GitHub.Looks;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Plugins.GitHub.Tests.Looks;

public sealed class LookPackingTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(149, 1)]
    [InlineData(150, 2)]
    [InlineData(5101, 51)]
    public void Points_FollowGitHubsFormula(int requests, int points) => Assert.Equal(points, LookPacking.PointsOf(requests));

    [Theory]
    [InlineData(36, true)]
    [InlineData(37, false)]
    public void FewAreReadWhole_InOnePoint(int count, bool fits) => Assert.Equal(fits, LookPacking.FitsWhole(count, 0, 0));

    /// <summary>Whatever is asked for is in exactly one query, and each query costs one point.</summary>
    [Property(MaxTest = 100)]
    public bool Pack_LosesNothing_AndEachQueryCostsOnePoint(byte light, byte checks, byte talks)
    {
        var packed = LookPacking.Pack(Ids("l", light * 5), Ids("c", checks), Ids("t", talks));

        return packed.SelectMany(static one => one.Light).SequenceEqual(Ids("l", light * 5))
            && packed.SelectMany(static one => one.Checks).SequenceEqual(Ids("c", checks))
            && packed.SelectMany(static one => one.Talks).SequenceEqual(Ids("t", talks))
            && packed.All(static one => one.Points == 1 && one.Light.Count <= 100 && one.Checks.Count <= 100 && one.Talks.Count <= 100);
    }

    private static IEnumerable<string> Ids(string prefix, int count) => Enumerable.Range(0, count).Select(number => $"{prefix}{number}");
}
