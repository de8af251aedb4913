using System.Text.Json;
using System.Text.RegularExpressions;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Discord.Tests;

public sealed class ConformanceTests : NotifierConformance
{
    protected override ChannelTraits Traits { get; } = new();

    protected override async Task<NotifierStand> StartAsync() => await DiscordStand.StartAsync();

    /// <summary>Discord finds nothing to act on: what could be markup has a backslash before it, and nobody may be mentioned.</summary>
    protected override void AssertHarmless(ChannelArrival arrival, string text)
    {
        using var document = JsonDocument.Parse(arrival.Raw);
        var message = document.RootElement;
        Assert.False(message.TryGetProperty("content", out _));
        Assert.All((string[])["parse", "users", "roles"], name => Assert.Equal(0, message.GetProperty("allowed_mentions").GetProperty(name).GetArrayLength()));
        var embed = message.GetProperty("embeds")[0];
        Assert.All(DiscordStand.TextsOf(embed), static shown =>
        {
            Assert.NotEmpty(shown);
            Assert.Equal(Printable.Clean(shown), shown);
            Assert.DoesNotMatch(@"[\\*_~`|>#@\[\]()<:]", Regex.Replace(shown, @"\\[^0-9A-Za-z\s]", ""));
        });
        Assert.InRange(DiscordStand.TextsOf(embed).Sum(static shown => shown.Length) + embed.GetProperty("footer").GetProperty("text").GetString()!.Length, 1, 6_000);
    }
}
