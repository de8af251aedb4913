using System.Text.Json;
using System.Text.RegularExpressions;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Discord.Tests;

/// <summary>The Discord notifier over a stub of a webhook. Everything that it sends is compared with Discord's published description when the stand ends.</summary>
internal sealed class DiscordStand : HttpNotifierStand<DiscordPlugin>
{
    public DiscordStand(Dictionary<string, string?>? more = null, TimeProvider? time = null)
        : base("discord", address => OptionsFor(address, more), Read, ["canary-token"], time)
    {
        Receiver.Answer = static request => new StubAnswer(200, $$"""{"id":"{{IdOf(request)}}","channel_id":"42","type":0}""");
        Receiver.Refusal = static _ => new StubAnswer(404, """{"message":"Unknown Webhook","code":10015}""");
        Receiver.WaitAnswer = static _ => new StubAnswer(429, """{"message":"You are being rate limited.","retry_after":7.0,"global":false}""", "Retry-After: 8", "X-RateLimit-Scope: user");
    }

    public static async Task<DiscordStand> StartAsync(Dictionary<string, string?>? more = null, TimeProvider? time = null)
    {
        var stand = new DiscordStand(more, time);
        await stand.RestartAsync();
        return stand;
    }

    /// <summary>Gives the id of the message that a request makes.</summary>
    public static string IdOf(StubRequest request) => $"9{request.Text.Aggregate(17u, static (sum, character) => (sum * 31) + character) % 1_000_000:000000}";

    /// <summary>Gives the embed of a message.</summary>
    public static JsonElement EmbedOf(StubRequest request) => Assert.Single(request.Json().GetProperty("embeds").EnumerateArray());

    /// <summary>Gives the texts in which Discord looks for markup.</summary>
    public static IEnumerable<string> TextsOf(JsonElement embed)
    {
        yield return embed.GetProperty("title").GetString()!;
        if (embed.TryGetProperty("description", out var description))
        {
            yield return description.GetString()!;
        }

        foreach (var field in embed.GetProperty("fields").EnumerateArray())
        {
            yield return field.GetProperty("name").GetString()!;
            yield return field.GetProperty("value").GetString()!;
        }
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        await base.DisposeCoreAsync();
        Assert.All(Receiver.Seen, static request => Assert.Empty(DiscordContract.ViolationsOf(request)));
    }

    private static ChannelArrival? Read(StubRequest request)
    {
        var embed = EmbedOf(request);
        var footer = embed.GetProperty("footer").GetProperty("text").GetString();
        return new ChannelArrival(Regex.Replace(string.Join('\n', TextsOf(embed)), @"\\([^0-9A-Za-z\s])", "$1") + "\n" + footer, request.Text);
    }

    private static Dictionary<string, string?> OptionsFor(Uri address, Dictionary<string, string?>? more)
    {
        var options = new Dictionary<string, string?> { ["Timeout"] = "00:00:00.500", ["WebhookUrl"] = new Uri(address, "api/webhooks/123456789/canary-token").AbsoluteUri };
        foreach (var (key, value) in more ?? [])
        {
            options[key] = value;
        }

        return options;
    }
}
