namespace Ao.Tests;

public sealed class PrintableTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("a\tb\nc", "a\tb\nc")]
    [InlineData("a\r\0\e[31m\u0085\u009b\u007fb", "a[31mb")]
    [InlineData("\u202Egnp\u2066\u200f\u061c", "gnp")]
    [InlineData("😀 ñ 漢字", "😀 ñ 漢字")]
    public void Clean_Text_LosesWhatSteers(string? text, string expected) => Assert.Equal(expected, Printable.Clean(text));

    [Fact]
    public void Clean_LoneSurrogates_AreRemoved()
    {
        Assert.Equal("ab", Printable.Clean("a\ud800b"));
        Assert.Equal("ab", Printable.Clean("a\udc00b"));
        Assert.Equal("😀", Printable.Clean("\udc00😀\ud83d"));
    }

    [Theory]
    [InlineData(null, "(null)")]
    [InlineData("a\nb\t\0\e", "a\\u000ab\\u0009\\u0000\\u001b")]
    [InlineData("\u202E", "\\u202e")]
    public void Quote_Text_IsOneLine(string? text, string expected) => Assert.Equal(expected, Printable.Quote(text));

    [Theory]
    [InlineData(null, "")]
    [InlineData("src/a b.txt", "src/a b.txt")]
    [InlineData("a\nsrc/faked.txt\t\u202e", "a\\u000asrc/faked.txt\\u0009\\u202e")]
    public void Line_Text_IsOneLine(string? text, string expected) => Assert.Equal(expected, Printable.Line(text));

    [Fact]
    public void Line_LongText_IsWhole() => Assert.Equal(new string('a', 200) + "\\u000a", Printable.Line(new string('a', 200) + "\n"));

    [Fact]
    public void Quote_LongText_IsCutBetweenCharacters()
    {
        Assert.Equal(new string('a', 80), Printable.Quote(new string('a', 80)));
        Assert.Equal(new string('a', 80) + "…", Printable.Quote(new string('a', 81)));
        Assert.Equal(new string('a', 79) + "😀…", Printable.Quote(new string('a', 79) + "😀b"));
    }

    [Theory]
    [InlineData("a\tb\nc äöü 🦊", "a\tb\nc äöü 🦊")]
    [InlineData("x \u202e y\u001b[2J", "x \\u202e y\\u001b[2J")]
    [InlineData(null, "")]
    public void Escape_ShowsWhatCleanRemoves(string? text, string shown) => Assert.Equal(shown, Printable.Escape(text));
}
