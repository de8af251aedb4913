using System.Net;
using System.Text;
using System.Text.Json;

namespace Ao.Plugins.Slack;

/// <summary>A button that somebody pressed.</summary>
/// <param name="ConsentId">The question.</param>
/// <param name="Approved">Yes or no.</param>
/// <param name="User">The id of the Slack user.</param>
/// <param name="Place">The message that the button is on.</param>
internal sealed record SlackPress(string ConsentId, bool Approved, string User, string Place)
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
        if (Text(payload, "type") != "block_actions" || Part(payload, "actions") is not { ValueKind: JsonValueKind.Array } actions || actions.GetArrayLength() != 1)
        {
            return null;
        }

        var action = actions[0];
        var place = SlackPlace.Write(Text(Part(payload, "channel"), "id") ?? "", Text(Part(payload, "container"), "message_ts") ?? Text(Part(payload, "message"), "ts") ?? "");
        return (Text(action, "action_id"), Text(action, "value"), Text(Part(payload, "user"), "id")) switch
        {
            (SlackBlocks.Approve, { Length: > 0 } consent, { Length: > 0 } user) => new SlackPress(consent, Approved: true, user, place),
            (SlackBlocks.Deny, { Length: > 0 } consent, { Length: > 0 } user) => new SlackPress(consent, Approved: false, user, place),
            _ => null,
        };
    }

    private static JsonElement? Part(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var part) ? part : null;

    private static string? Text(JsonElement? element, string name) => element is { } parent && Part(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
