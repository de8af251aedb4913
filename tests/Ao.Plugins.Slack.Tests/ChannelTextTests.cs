using System.Text;
using Ao.Channels;
using FsCheck;
using FsCheck.Xunit;

namespace Ao.Plugins.Slack.Tests;

public sealed class ChannelTextTests
{
    [Property]
    public void Fit_AnyText_IsWithinTheLimitAndWholeCharacters(NonNull<string> text, PositiveInt most)
    {
        var limit = 100 + (most.Get % 400);
        var given = Printable.Clean(string.Concat(Enumerable.Repeat(text.Get + "😀<", 40)));

        var fitted = ChannelText.Fit(given, limit, SlackText.Escape);

        Assert.True(fitted.Length <= limit);
        Assert.Equal(fitted, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(fitted)));
        Assert.Equal(SlackText.Escape(given).Length <= limit, !fitted.EndsWith("characters in all)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("short", 100, "short")]
    [InlineData("", 100, "")]
    public void Cut_ShortText_IsTheSame(string text, int most, string expected) => Assert.Equal(expected, ChannelText.Cut(text, most));

    [Fact]
    public void Cut_LongText_SaysHowLongItWas() => Assert.EndsWith("… (shortened, 262144 characters in all)", ChannelText.Cut(new string('x', 262_144), 3_000), StringComparison.Ordinal);
}
