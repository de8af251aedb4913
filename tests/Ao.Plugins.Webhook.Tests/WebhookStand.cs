using System.Text.Json;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Webhook.Tests;

/// <summary>The webhook notifier over a stub receiver.</summary>
internal sealed class WebhookStand() : HttpNotifierStand<WebhookPlugin>("webhook", OptionsFor, Read, [Secret, "canary-query"])
{
    private const string Secret = "canary-secret-of-16-characters";

    /// <summary>A delivery that is broken off by the restart is made again, as it must be: so it waits for the queue first.</summary>
    public override async Task RestartAsync()
    {
        var queue = Path.Combine(DataFolder, "queue", "ops");
        while (Directory.Exists(queue) && Directory.EnumerateFiles(queue, "*.json").Any())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        await base.RestartAsync();
    }

    private static Dictionary<string, string?> OptionsFor(Uri address) => new()
    {
        ["Targets:ops:Url"] = new Uri(address, "hook?token=canary-query").AbsoluteUri,
        ["Targets:ops:Secret"] = Secret,
        ["Timeout"] = "00:00:00.500",
        ["RetryDelay"] = "00:00:00.010",
        ["MaxRetryDelay"] = "00:00:00.050",
    };

    private static ChannelArrival Read(StubRequest request)
    {
        var message = request.Json();
        var shown = new List<string?> { message.GetProperty("title").GetString(), message.GetProperty("body").GetString() };
        if (message.TryGetProperty("question", out var question))
        {
            shown.AddRange(TextsOf(question));
        }

        if (message.TryGetProperty("closure", out var closure))
        {
            shown.AddRange(TextsOf(closure));
        }

        return new ChannelArrival(string.Join('\n', shown), request.Text, request.Headers["Idempotency-Key"]);
    }

    private static IEnumerable<string?> TextsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static property => TextsOf(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.String => [element.GetString()],
        _ => [],
    };
}
