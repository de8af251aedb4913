using Ao.Backlog;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Backlog;

/// <summary>What an issue's text says of what it depends on.</summary>
public sealed class IssueDependenciesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Depends on #3", "3")]
    [InlineData("Depends on #3.", "3")]
    [InlineData("depends on #3, which is old", "3")]
    [InlineData("This depends on #3.", "")]
    [InlineData("The outcome depends on 2 factors", "")]
    [InlineData("Depends on 2 factors", "")]
    [InlineData("Blocked by UTF-8 handling", "")]
    [InlineData("It is blocked by UTF-8", "")]
    [InlineData("Depends on SHOP-12, SHOP-13 and #4", "SHOP-12 SHOP-13 4")]
    [InlineData("Depends on SHOP-12, #4 and the weather", "")]
    [InlineData("Depends on #4, #5, and #6.", "4 5 6")]
    [InlineData("1. Depends on #3\n* blocked by: #4\n  + BLOCKED BY #5", "3 4 5")]
    [InlineData("- [ ] Depends on #3", "")]
    [InlineData("Depends only on #3", "")]
    [InlineData("DEPENDS ON: #3", "3")]
    [InlineData("**Blocked by:** #4, #5 and #6", "4 5 6")]
    [InlineData("Blocked by SHOP-12", "SHOP-12")]
    [InlineData("Depends on 7", "")]
    [InlineData("Depends on #3\nDepends on #3", "3")]
    [InlineData("- Depends on #3\n- Blocked by #4", "3 4")]
    [InlineData("- [ ] #3\n- [ ] #4", "")]
    [InlineData("> Depends on #3", "")]
    [InlineData("```\nDepends on #3\n```\nDepends on #4", "4")]
    [InlineData("Depends on the weather", "")]
    [InlineData("Part of #9", "")]
    [InlineData("Depends on #local-1.2, which is old", "local-1.2")]
    public void Of_Text_GivesTheIds(string body, string ids) => Assert.Equal(ids, string.Join(' ', IssueDependencies.Of(body)));

    [Fact]
    public void Of_ThousandsOfDependencies_IsBounded() =>
        Assert.Equal(IssueDependencies.Most, IssueDependencies.Of(string.Join('\n', Enumerable.Range(1, 10_000).Select(static id => $"Depends on #{id}"))).Count);

    [Theory]
    [InlineData("", 0)]
    [InlineData("<!-- ao:depth:1 -->", 1)]
    [InlineData("<!-- ao:depth:0 -->\n<!-- ao:depth:2 -->", 2)]
    [InlineData("&lt;!-- ao:depth:9 --&gt;", 0)]
    public void Depth_OfMarks_IsTheDeepest(string body, int depth) => Assert.Equal(depth, IssueDepth.Of(body));

    [Property]
    public bool Of_AnyText_IsBoundedAndWithoutSigns(string? body) =>
        IssueDependencies.Of(body ?? "") is var ids && ids.Count <= IssueDependencies.Most && ids.All(static id => id.Length > 0 && id[0] != '#');
}
