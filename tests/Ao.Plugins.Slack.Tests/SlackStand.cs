using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Slack.Tests;

/// <summary>The Slack notifier over a stub of Slack's Web API.</summary>
internal sealed class SlackStand : HttpNotifierStand<SlackPlugin>
{
    public const string Operator = "U0OPERATOR";
    public const string Channel = "C012AB3CD";
    private const string Token = "xoxb-canary-token";
    private const string SigningSecret = "canary-signing-secret";

    public SlackStand(Dictionary<string, string?>? more = null)
        : base("slack", address => OptionsFor(address, more), Read, [Token, SigningSecret, "canary-hook"])
    {
        Receiver.Answer = static request => new StubAnswer(200, request.Path.StartsWith("/services/", StringComparison.Ordinal) ? "ok" : $$"""{"ok":true,"channel":"{{Channel}}","ts":"{{StampOf(request)}}"}""");
        Receiver.Refusal = static request => request.Path.StartsWith("/services/", StringComparison.Ordinal) ? new StubAnswer(404, "channel_not_found") : new StubAnswer(200, """{"ok":false,"error":"channel_not_found"}""");
    }

    /// <summary>Gets where the plugin keeps questions and their answers.</summary>
    public string Questions => Path.Combine(DataFolder, "questions.json");

    public static async Task<SlackStand> StartAsync(Dictionary<string, string?>? more = null)
    {
        var stand = new SlackStand(more);
        await stand.RestartAsync();
        return stand;
    }

    /// <summary>Gives a time stamp that belongs to the request.</summary>
    public static string StampOf(StubRequest request) => $"1700000000.{Crc(request.Text):000000}";

    /// <summary>Sends what Slack sends when somebody presses a button.</summary>
    public async Task<WebhookReply> PressAsync(string consentId, string action, string user, TimeSpan age = default, string? secret = null, string? stamp = null)
    {
        var asked = Receiver.Taken.First(request => request.Path == "/api/chat.postMessage" && request.Text.Contains($"\"{consentId}\"", StringComparison.Ordinal));
        return await SendAsync(Payload(consentId, action, user, stamp ?? StampOf(asked)), age, secret);
    }

    public async Task<WebhookReply> SendAsync(string body, TimeSpan age = default, string? secret = null) => await ((IWebhookReceiver)Notifier).ReceiveAsync(Request(body, age, secret), TestContext.Current.CancellationToken);

    public static WebhookRequest Request(string body, TimeSpan age = default, string? secret = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var time = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new WebhookRequest
        {
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["Content-Type"] = "application/x-www-form-urlencoded",
                ["X-Slack-Request-Timestamp"] = time,
                ["X-Slack-Signature"] = SlackProof.Sign(secret ?? SigningSecret, time, bytes),
            },
            Body = bytes,
        };
    }

    public static string Payload(string consentId, string action, string user, string stamp, string mark = "ao_consent") => "payload=" + WebUtility.UrlEncode($$"""
        {"type":"block_actions","user":{"id":"{{user}}","username":"ada","team_id":"T1"},"api_app_id":"A1","container":{"type":"message","message_ts":"{{stamp}}","channel_id":"{{Channel}}"},
         "channel":{"id":"{{Channel}}","name":"ops"},"response_url":"https://hooks.example/response","actions":[{"action_id":"{{action}}","block_id":"{{mark}}","value":"{{consentId}}","type":"button","action_ts":"1700000001.1"}]}
        """);

    /// <summary>Gives every text of a message, as a person sees it.</summary>
    public static IEnumerable<string> TextsOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static property => property is { Name: "text", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : TextsOf(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsOf),
        _ => [],
    };

    private static ChannelArrival? Read(StubRequest request)
    {
        var message = request.Json();
        return new ChannelArrival(WebUtility.HtmlDecode(string.Join('\n', TextsOf(message))), request.Text, message.TryGetProperty("client_msg_id", out var id) ? id.GetString() : null);
    }

    private static uint Crc(string text) => text.Aggregate(17u, static (sum, character) => (sum * 31) + character) % 1_000_000;

    private static Dictionary<string, string?> OptionsFor(Uri address, Dictionary<string, string?>? more)
    {
        var options = new Dictionary<string, string?> { ["Timeout"] = "00:00:00.500", ["ApiAddress"] = new Uri(address, "api/").AbsoluteUri };
        if (more?.ContainsKey("WebhookUrl") == true)
        {
            options["WebhookUrl"] = new Uri(address, "services/T1/B1/canary-hook").AbsoluteUri;
            return options;
        }

        options["Token"] = Token;
        options["Channel"] = Channel;
        options["SigningSecret"] = SigningSecret;
        options["Operators:0"] = Operator;
        foreach (var (key, value) in more ?? [])
        {
            options[key] = value;
        }

        return options.Where(static option => option.Value is not null).ToDictionary(StringComparer.Ordinal);
    }
}
