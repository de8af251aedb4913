using Xunit;

namespace Ao.Plugins.Alignment.Tests;

public sealed class TestFileTests
{
    [Theory]
    [InlineData("test/pool.js", true)]
    [InlineData("packages/core/Tests/pool.ts", true)]
    [InlineData("src/__tests__/pool.ts", true)]
    [InlineData("spec/pool.ts", true)]
    [InlineData("Shop.Tests/Pool.cs", true)]
    [InlineData("src/pool.test.ts", true)]
    [InlineData("src/pool.SPEC.tsx", true)]
    [InlineData("pool/pool_test.go", true)]
    [InlineData("pool/test_pool.py", true)]
    [InlineData("src/PoolTests.cs", true)]
    [InlineData("src/PoolTest.java", true)]
    [InlineData("src/pool.ts", false)]
    [InlineData("src/contest.ts", false)]
    [InlineData("src/latest/pool.ts", false)]
    [InlineData("src/Testing.cs", false)]
    [InlineData("src/tests", false)]
    public void IsOne_Path_GoesByTheConventions(string path, bool expected) => Assert.Equal(expected, TestFiles.IsOne(path));

    [Fact]
    public async Task CheckAsync_TestsOfTheFork_AreNamedOnceEach()
    {
        var one = AlignmentCases.All.First(static one => one.Name == "TypeScript, removed");
        var user = one.Fork.Values.First();
        var request = AlignmentCheckTests.Request(one with { Fork = new Dictionary<string, string>(one.Fork) { ["src/game/b.test.ts"] = user, ["src/game/a.test.ts"] = user } });

        var alert = Assert.Single(await new AlignmentDetector().CheckAsync(request, TestContext.Current.CancellationToken));

        Assert.Equal(["src/game/a.test.ts", "src/game/b.test.ts"], alert.Tests.Order(StringComparer.Ordinal));
    }
}
