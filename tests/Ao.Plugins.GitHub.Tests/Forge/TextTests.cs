using Ao.Plugins.GitHub.Texts;
using FsCheck.Xunit;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>Marks and signatures at the end of texts.</summary>
public sealed class TextTests
{
    private static readonly OperationKey s_key = new("shop-1/pull-request/1");

    [Property(MaxTest = 500)]
    public bool Marks_AnyText_ComesBackAsItWas(string? any)
    {
        var text = (any ?? "").ReplaceLineEndings("\n");

        return Marks.Split(Marks.Add(text, s_key)) == (text, s_key);
    }

    [Property(MaxTest = 500)]
    public bool Signature_AnyText_IsTheOneAtTheEnd(string? any)
    {
        var (_, signed) = Signature.Split(Signature.Add(any ?? "", "shop-13", isProgram: true));

        return signed == ("shop-13", true);
    }

    [Theory]
    [InlineData("<!-- ao-operation: shop-1/pull-request/1 -->\n\nnot at the end")]
    [InlineData("quoted: <!-- ao-operation: shop-1/pull-request/1 -->\n\n<!-- ao-operation: other -->")]
    [InlineData("<!-- ao-operation: shop-1/pull-request/1 -- >")]
    [InlineData("<!-- ao-operation: SHOP -->")]
    [InlineData("<!-- ao-operation:  -->")]
    [InlineData(" -->")]
    [InlineData("")]
    [InlineData(null)]
    public void Marks_QuotedOrBroken_IsNotTheOperation(string? text) => Assert.False(Marks.IsOf(text, s_key));

    [Fact]
    public void Marks_AsGitHubKeepsLines_IsFound() => Assert.Equal(("a\nb", s_key), Marks.Split($"a\r\nb\r\n\r\n{s_key.Marker}\r\n"));

    [Theory]
    [InlineData("evil --> <script>")]
    [InlineData("two words")]
    [InlineData("a--b")]
    [InlineData("")]
    public void Signature_NameThatCannotStandInOne_IsLeftOut(string name) => Assert.Equal("text", Signature.Add("text", name, isProgram: false));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("two\nlines")]
    public void Title_ThatIsNone_IsRefused(string title) => Assert.Contains("title", Assert.Throws<AoException>(() => Bounds.Title(title)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("main")]
    [InlineData("111111111111111111111111111111111111111G")]
    [InlineData("--upload-pack=evil")]
    public void Revision_ThatIsNone_IsRefused(string revision) => Assert.Contains("revision", Assert.Throws<AoException>(() => Bounds.Revision(revision)).Message, StringComparison.Ordinal);

    [Property(MaxTest = 300)]
    public bool Tail_AnyText_IsBounded(string? any, byte limit) => System.Text.Encoding.UTF8.GetByteCount(Bounds.Tail(any ?? "", limit + 4)) <= limit + 4 + 2;
}
