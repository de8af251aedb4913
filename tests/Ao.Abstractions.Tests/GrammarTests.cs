using Ao.Runtimes;

namespace Ao.Tests;

public sealed class GrammarTests
{
    [Theory]
    [InlineData("shop-1", true)]
    [InlineData("a-b-12", true)]
    [InlineData("0-999999999999999999", true)]
    [InlineData("shop-0", false)]
    [InlineData("shop-01", false)]
    [InlineData("shop-1000000000000000000", false)]
    [InlineData("shop-", false)]
    [InlineData("-1", false)]
    [InlineData("-x-1", false)]
    [InlineData("a--1", false)]
    [InlineData("Shop-1", false)]
    [InlineData("../shop-1", false)]
    [InlineData("shop\0-1", false)]
    [InlineData("\u202eshop-1", false)]
    [InlineData("shop-١", false)]
    [InlineData("shop-1\n", false)]
    [InlineData(null, false)]
    public void SessionId_Text_IsOneOrNot(string? text, bool expected) => Assert.Equal(expected, SessionId.TryParse(text, null, out _));

    [Theory]
    [InlineData("shop", true)]
    [InlineData("a", true)]
    [InlineData("0-9", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("a.b", false)]
    [InlineData("A", false)]
    [InlineData("a/b", false)]
    [InlineData(null, false)]
    public void ProjectId_Text_IsOneOrNot(string? text, bool expected) => Assert.Equal(expected, ProjectId.TryParse(text, null, out _));

    [Theory]
    [InlineData("shop-1.1", true)]
    [InlineData("shop-1.2147483647", true)]
    [InlineData("shop-1.2147483648", false)]
    [InlineData("shop-1.0", false)]
    [InlineData("shop-1.01", false)]
    [InlineData("shop-1.", false)]
    [InlineData("shop-1", false)]
    [InlineData("shop-1.1.1", false)]
    [InlineData(".1", false)]
    [InlineData(null, false)]
    public void RunId_Text_IsOneOrNot(string? text, bool expected) => Assert.Equal(expected, RunId.TryParse(text, null, out _));

    [Theory]
    [InlineData("shop-12/pull-request/1", true)]
    [InlineData("0_:.x", true)]
    [InlineData("a..b", false)]
    [InlineData("/a", false)]
    [InlineData(".a", false)]
    [InlineData("a b", false)]
    [InlineData("a-->", false)]
    [InlineData("A", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void OperationKey_Text_IsOneOrNot(string? text, bool expected) => Assert.Equal(expected, OperationKey.TryParse(text, null, out _));

    [Fact]
    public void SessionId_Longest_IsTakenAndOneMoreIsNot()
    {
        Assert.True(SessionId.TryParse(new string('a', 40) + "-1", null, out _));
        Assert.False(SessionId.TryParse(new string('a', 41) + "-1", null, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SessionId("a", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunId(new SessionId("a", 1), -1));
    }

    [Fact]
    public void Default_Ids_AreEmptyText()
    {
        Assert.Equal(("", "", "", 0L), (default(SessionId).Value, default(ProjectId).Value, default(OperationKey).Value, default(SessionId).Number));
        Assert.Equal("", default(SessionId).Prefix);
    }

    [Fact]
    public void Marker_Key_IsOneComment() => Assert.Equal("<!-- ao-operation: a/1 -->", new OperationKey("a/1").Marker);
}
