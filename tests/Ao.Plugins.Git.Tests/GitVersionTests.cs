namespace Ao.Plugins.Git.Tests;

public sealed class GitVersionTests
{
    [Theory]
    [InlineData("2.31.0", false)]
    [InlineData("2.34.1", false)]
    [InlineData("2.39.3 (Apple Git-146)", false)]
    [InlineData("2.39.4", true)]
    [InlineData("2.39.5", true)]
    [InlineData("2.39.5 (Apple Git-154)", true)]
    [InlineData("2.40.1", false)]
    [InlineData("2.40", false)]
    [InlineData("2.41.0.windows.3", false)]
    [InlineData("2.43.3", false)]
    [InlineData("2.43.7", true)]
    [InlineData("2.44.1.windows.1", true)]
    [InlineData("2.45.0", false)]
    [InlineData("2.45.1", true)]
    [InlineData("2.46.0-rc1", true)]
    [InlineData("2.51.GIT", true)]
    [InlineData("3.0.0", true)]
    public void IsFixed_PatchLevel_Decides(string version, bool expected)
    {
        Assert.True(GitVersion.TryParse($"git version {version}\n", out var parsed));

        Assert.Equal(expected, GitVersion.IsFixed(parsed));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-2.45.1")]
    [InlineData("two.forty")]
    [InlineData("")]
    public void TryParse_NoVersion_IsFalse(string version) => Assert.False(GitVersion.TryParse($"git version {version}\n", out _));
}
