using System.Text;
using Ao.Plugins.Git.Forge;
using FsCheck.Xunit;

namespace Ao.Plugins.Git.Tests;

/// <summary>Which step of a check it is that failed, and what is kept of its output.</summary>
public sealed class CheckOutputTests
{
    [Theory]
    [InlineData("plain\n", null, "plain")]
    [InlineData("::step build\nmade\n::step test\nred", "test", "red")]
    [InlineData("before\n::step build", "build", "")]
    [InlineData("::step build\r\nmade", "build", "made")]
    [InlineData("::step  two  words \nx", "two  words", "x")]
    [InlineData("::step build\nmade\n::step\nx", null, "x")]
    [InlineData("::stepped\nx", null, "::stepped\nx")]
    [InlineData(" ::step no\nx", null, "::step no\nx")]
    [InlineData("::ste", null, "::ste")]
    [InlineData("::step \u001b[31mred\u202e\nx", "[31mred", "x")]
    public void Step_IsTheLastLineThatBeginsOne(string text, string? step, string excerpt)
    {
        var output = new CheckOutput();

        output.Observe(Encoding.UTF8.GetBytes(text), isError: false);

        Assert.Equal(excerpt, output.ToText());
        Assert.Equal(step, output.Step);
    }

    [Fact]
    public void Step_OfEitherStream_BeginsTheExcerptOfBoth()
    {
        var output = new CheckOutput();
        output.Observe("old\n"u8, isError: false);
        output.Observe("::step deploy\nwrong\n"u8, isError: true);
        output.Observe("new\n"u8, isError: false);

        Assert.Equal("new\n\nwrong", output.ToText());
        Assert.Equal("deploy", output.Step);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(5000)]
    public void Step_LongName_IsCutBetweenCharacters(int length)
    {
        var output = new CheckOutput();

        output.Observe(Encoding.UTF8.GetBytes("::step a" + string.Concat(Enumerable.Repeat("😀", length)) + "\nx"), isError: false);

        Assert.Equal("x", output.ToText());
        Assert.True(output.Step!.Length <= CheckOutput.MaxStep);
        Assert.All(output.Step.EnumerateRunes(), static rune => Assert.NotEqual(Rune.ReplacementChar, rune));
    }

    [Fact]
    public void Excerpt_CutWithinACharacter_LeavesItOut()
    {
        var output = new CheckOutput();

        output.Observe(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("ü", CheckOutput.Limit)) + "."), isError: false);

        Assert.DoesNotContain('\ufffd', output.ToText());
        Assert.EndsWith("ü.", output.ToText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Observe_TwoHundredMegabytes_AreNeverHeld(bool hasLines)
    {
        var piece = Encoding.ASCII.GetBytes(new string('x', 1000) + (hasLines ? "\n" : "y"));
        var output = new CheckOutput();
        output.Observe("::step flood\n"u8, isError: true);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 200_000; count++)
        {
            output.Observe(piece, isError: false);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
        Assert.Equal("flood", output.Step);
        Assert.InRange(output.ToText().Length, CheckOutput.Limit - 2, CheckOutput.Limit);
    }

    /// <summary>However the output arrives, in whichever pieces, it says the same.</summary>
    [Property(MaxTest = 500)]
    public void Observe_AnyPieces_GiveTheSame(byte[] words, byte size)
    {
        string[] parts = ["::step ", "::step", "\n", "x", "ü", "::", "step", " ", "\r\n", new string('y', 2000)];
        var bytes = Encoding.UTF8.GetBytes(string.Concat(words.Select(word => parts[word % parts.Length])));
        var (whole, pieces) = (new CheckOutput(), new CheckOutput());
        whole.Observe(bytes, isError: false);
        foreach (var piece in bytes.Chunk(size + 1))
        {
            pieces.Observe(piece, isError: false);
        }

        Assert.Equal(whole.ToText(), pieces.ToText());
        Assert.Equal(whole.Step, pieces.Step);
        Assert.True(whole.ToText().Length <= CheckOutput.Limit);
    }
}
