using Ao.Plugins;

namespace Ao.Core.Tests.Plugins;

public sealed class SemanticVersionTests
{
    [Fact]
    public void CompareTo_SpecificationsExample_IsAscending()
    {
        string[] ascending = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0"];

        Assert.Equal(ascending, ascending.Reverse().Select(Parse).Order().Select(static version => version.ToString()));
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("1.0.0.0")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.-1")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0/..")]
    [InlineData("99999999999.0.0")]
    [InlineData("")]
    [InlineData(null)]
    public void TryParse_NoVersion_IsRefused(string? text) => Assert.False(SemanticVersion.TryParse(text, out _));

    [Fact]
    public void TryParse_BuildMetadata_IsDropped() => Assert.Equal("1.2.3-rc.1", Parse("1.2.3-rc.1+abc").ToString());

    private static SemanticVersion Parse(string text)
    {
        Assert.True(SemanticVersion.TryParse(text, out var version));
        return version;
    }
}
