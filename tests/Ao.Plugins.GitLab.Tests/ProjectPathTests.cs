namespace Ao.Plugins.GitLab.Tests;

public sealed class ProjectPathTests
{
    [Theory]
    [InlineData("group/shop", "group/shop")]
    [InlineData("group/sub/shop", "group/sub/shop")]
    [InlineData("https://gitlab.example.org/group/shop.git", "group/shop")]
    [InlineData("https://gitlab.example.org/group/shop/", "group/shop")]
    [InlineData("git@gitlab.example.org:group/sub/shop.git", "group/sub/shop")]
    [InlineData("ssh://git@gitlab.example.org:2222/group/shop.git", "group/shop")]
    [InlineData("https://elsewhere.example.org/group/shop", null)]
    [InlineData("git@elsewhere.example.org:group/shop.git", null)]
    [InlineData("shop", null)]
    [InlineData("group/../shop", null)]
    [InlineData("group//shop", null)]
    [InlineData("-group/shop", null)]
    [InlineData("group/sh op", null)]
    [InlineData("group/shop\n", null)]
    [InlineData("", null)]
    public void Find_Location_GivesThePathOfThatServer(string location, string? path) =>
        Assert.Equal(path, ProjectPath.Find(location, new Uri("https://gitlab.example.org")));

    [Theory]
    [InlineData("https://example.org/gitlab/group/shop.git", "group/shop")]
    [InlineData("https://example.org/group/shop.git", null)]
    public void Find_ServerWithAPath_TakesItAway(string location, string? path) =>
        Assert.Equal(path, ProjectPath.Find(location, new Uri("https://example.org/gitlab/")));
}
