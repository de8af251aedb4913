using System.Net.Http.Headers;
using System.Text.Json;
using Ao.Notifiers;
using Ao.TestSupport;
using Ao.TestSupport.Forges;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Slack.Tests;

/// <summary>Over an emulator that keeps what it is given and gives it back, as Slack does. It neither checks blocks nor has buttons: those are compared with Slack's limits in the suite.</summary>
public sealed class SlackEmulatorTests(SlackEmulator emulator)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bot_TellsInThreads_AndChangesWhatItAsked()
    {
        var slack = await emulator.EnsureAsync();
        var channel = await ChannelAsync(slack);
        await using var harness = await StartAsync(slack, channel);
        var notifier = harness.Get<INotifier>("slack");
        var first = Samples.Notification(1) with { Key = Key("first"), Title = $"Root {Guid.NewGuid():n}" };

        await notifier.NotifyAsync(first, Token);
        await notifier.NotifyAsync(first with { Key = Key("second"), Title = "Reply <!channel>", Priority = NotificationPriority.Info }, Token);
        await ((IConsentChannel)notifier).AskAsync(Samples.Question("c-1"), Token);
        await ((IConsentClosing)notifier).CloseAsync(new ConsentClosure { ConsentId = "c-1", Ending = ConsentEnding.Approved, Operator = "ada", Channel = "console" }, Token);

        var history = (await CallAsync(slack, $"conversations.history?channel={channel}")).GetProperty("messages").EnumerateArray().ToList();
        var root = history.Single(message => message.GetProperty("text").GetString() == first.Title);
        Assert.Contains(history, static message => message.GetProperty("text").GetString() == "Closed (Approved): Merge pull request 7 of shop");
        var replies = (await CallAsync(slack, $"conversations.replies?channel={channel}&ts={root.GetProperty("ts").GetString()}")).GetProperty("messages").EnumerateArray();
        Assert.Contains(replies, static message => message.GetProperty("text").GetString() == "Reply &lt;!channel&gt;");
    }

    [Fact]
    public async Task Bot_UnknownChannel_IsRefusedWithTheRemedy()
    {
        var slack = await emulator.EnsureAsync();
        await using var harness = await StartAsync(slack, "C0NOWHERE");

        var fault = await Assert.ThrowsAsync<SlackRefusedException>(() => harness.Get<INotifier>("slack").NotifyAsync(Samples.Notification(1), Token).AsTask());

        Assert.Equal("channel_not_found", fault.Error);
        Assert.Contains("invite the bot", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hook_Tells()
    {
        var slack = await emulator.EnsureAsync();
        await using var harness = await PluginHarness.StartAsync<SlackPlugin>(new Dictionary<string, string?> { ["WebhookUrl"] = slack.SlackHook!.AbsoluteUri });
        var told = Samples.Notification(1) with { Title = $"Hook {Guid.NewGuid():n}" };

        await harness.Get<INotifier>("slack").NotifyAsync(told, Token);

        var texts = new List<string?>();
        foreach (var channel in (await CallAsync(slack, "conversations.list")).GetProperty("channels").EnumerateArray())
        {
            texts.AddRange((await CallAsync(slack, $"conversations.history?channel={channel.GetProperty("id").GetString()}")).GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("text").GetString()));
        }

        Assert.Contains(told.Title, texts);
    }

    private static OperationKey Key(string what) => new($"abcd2345/notify/{what}/slack");

    private static Task<PluginHarness> StartAsync(ForgeAddresses slack, string channel) => PluginHarness.StartAsync<SlackPlugin>(new Dictionary<string, string?>
    {
        ["ApiAddress"] = new Uri(slack.Slack!, "api/").AbsoluteUri,
        ["Token"] = slack.SlackToken,
        ["Channel"] = channel,
    });

    private static async Task<string> ChannelAsync(ForgeAddresses slack) =>
        (await CallAsync(slack, "conversations.list")).GetProperty("channels").EnumerateArray().Single(static channel => channel.GetProperty("name").GetString() == "ao").GetProperty("id").GetString()!;

    private static async Task<JsonElement> CallAsync(ForgeAddresses slack, string method)
    {
        // The emulator reads a form and no query.
        var (name, query) = method.Split('?', 2) is [var before, var behind] ? (before, behind) : (method, "");
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(slack.Slack!, $"api/{name}"))
        {
            Content = new FormUrlEncodedContent(query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Split('=')).Select(static part => KeyValuePair.Create(part[0], part[1]))),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", slack.SlackToken);
        using var response = await client.SendAsync(request, Token);
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Token));
        Assert.True(document.RootElement.GetProperty("ok").GetBoolean(), document.RootElement.ToString());
        return document.RootElement.Clone();
    }
}
