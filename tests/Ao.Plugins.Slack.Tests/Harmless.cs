using System.Text.Json;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Slack.Tests;

internal static class Harmless
{
    /// <summary>Checks that Slack finds nothing to act on: all is plain text, escaped, and nothing is looked up.</summary>
    public static void Check(ChannelArrival arrival)
    {
        using var document = JsonDocument.Parse(arrival.Raw);
        var message = document.RootElement;
        Assert.Equal("none", message.GetProperty("parse").GetString());
        Assert.False(message.GetProperty("mrkdwn").GetBoolean());
        Assert.False(message.GetProperty("link_names").GetBoolean());
        Assert.False(message.GetProperty("unfurl_links").GetBoolean());
        Assert.DoesNotContain("\"mrkdwn\",\"text\"", arrival.Raw, StringComparison.Ordinal);
        Assert.All(SlackStand.TextsOf(message), static text =>
        {
            Assert.DoesNotContain('<', text);
            Assert.DoesNotContain('>', text);
            Assert.Equal(Printable.Clean(text), text);
            Assert.DoesNotContain('&', text.Replace("&amp;", "", StringComparison.Ordinal).Replace("&lt;", "", StringComparison.Ordinal).Replace("&gt;", "", StringComparison.Ordinal));
        });
        CheckLimits(message.GetProperty("blocks"));
    }

    private static void CheckLimits(JsonElement blocks)
    {
        Assert.InRange(blocks.GetArrayLength(), 1, 50);
        foreach (var block in blocks.EnumerateArray())
        {
            var type = block.GetProperty("type").GetString();
            Assert.All(SlackStand.TextsOf(block), text => Assert.InRange(text.Length, 1, type == "header" ? 150 : 3000));
            Assert.True(!block.TryGetProperty("fields", out var fields) || fields.GetArrayLength() <= 10);
        }
    }
}
