using System.Net;
using System.Text;
using System.Text.Json;
using Ao.Channels;

namespace Ao.Plugins.Slack;

/// <summary>A button that somebody pressed.</summary>
/// <param name="ConsentId">The question.</param>
/// <param name="Approved">Yes or no.</param>
/// <param name="User">The id of the Slack user.</param>
/// <param name="Place">The message that the button is on.</param>
/// <param name="Mark">What the plugin has marked the buttons with.</param>
internal sealed record SlackPress(string ConsentId, bool Approved, string User, string Place, string Mark)
{
    private const int MaxBody = 1024 * 1024;
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 32 };

    /// <summary>Reads a request of Slack's interactivity: a form with one field of JSON.</summary>
    /// <returns>The press, or <see langword="null"/> where it is something else.</returns>
    public static SlackPress? Read(ReadOnlyMemory<byte> body)
    {
        const string Field = "payload=";
        if (body.Length > MaxBody || Encoding.UTF8.GetString(body.Span) is not { } form || !form.StartsWith(Field, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(WebUtility.UrlDecode(form[Field.Length..]), s_json);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SlackPress? Read(JsonElement payload)
    {
        if (ChannelJson.Text(payload, "type") != "block_actions" || ChannelJson.Part(payload, "actions") is not { ValueKind: JsonValueKind.Array } actions || actions.GetArrayLength() != 1)
        {
            return null;
        }

        var action = actions[0];
        var place = SlackPlace.Write(ChannelJson.Text(ChannelJson.Part(payload, "channel"), "id") ?? "", ChannelJson.Text(ChannelJson.Part(payload, "container"), "message_ts") ?? ChannelJson.Text(ChannelJson.Part(payload, "message"), "ts") ?? "");
        var mark = ChannelJson.Text(action, "block_id") ?? "";
        return (ChannelJson.Text(action, "action_id"), ChannelJson.Text(action, "value"), ChannelJson.Text(ChannelJson.Part(payload, "user"), "id")) switch
        {
            (SlackBlocks.Approve, { Length: > 0 } consent, { Length: > 0 } user) => new SlackPress(consent, Approved: true, user, place, mark),
            (SlackBlocks.Deny, { Length: > 0 } consent, { Length: > 0 } user) => new SlackPress(consent, Approved: false, user, place, mark),
            _ => null,
        };
    }
}
