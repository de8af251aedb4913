using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Tests;

public sealed class RepositoryNameTests
{
    [Theory]
    [InlineData("acme/shop")]
    [InlineData("acme-2/shop.net_x-1")]
    [InlineData("octo_corp/.github")]
    public void Parse_Name_IsKept(string text) => Assert.Equal(text, RepositoryName.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("acme")]
    [InlineData("/shop")]
    [InlineData("acme/")]
    [InlineData("acme/..")]
    [InlineData("acme/a/b")]
    [InlineData("-acme/shop")]
    [InlineData("acme/shop?x=1")]
    [InlineData("acme/sh op")]
    [InlineData("acme/shop\n")]
    [InlineData("../../user")]
    public void Parse_NoName_SaysWhatOneIs(string text) => Assert.Contains("owner/name", Assert.Throws<AoException>(() => RepositoryName.Parse(text)).Message, StringComparison.Ordinal);
}
