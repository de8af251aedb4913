using System.Text.Json;

namespace Ao.Plugins.Slack;

/// <summary>Writes a message's blocks, within Slack's limits.</summary>
internal static class SlackBlocks
{
    public const int MaxHeader = 150;
    public const int MaxText = 3_000;
    public const int MaxField = 2_000;
    public const int FieldsInSection = 10;

    /// <summary>How many sections a message has at most: fewer than the 50 blocks that Slack allows, so that the other blocks have room.</summary>
    public const int MaxSections = 40;

    public const string Approve = "ao_approve";
    public const string Deny = "ao_deny";

    public static void Write(Utf8JsonWriter json, SlackMessage message)
    {
        WriteText(json, "header", "plain_text", message.Header);
        if (message.Mentions.Length > 0)
        {
            WriteText(json, "section", "mrkdwn", message.Mentions);
        }

        foreach (var section in message.Sections)
        {
            WriteText(json, "section", "plain_text", section);
        }

        foreach (var fields in message.Fields.Chunk(FieldsInSection))
        {
            json.WriteStartObject();
            json.WriteString("type", "section");
            json.WriteStartArray("fields");
            foreach (var field in fields)
            {
                WriteTextObject(json, "plain_text", field);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (message.Footer.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("type", "context");
            json.WriteStartArray("elements");
            WriteTextObject(json, "plain_text", message.Footer);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (message.ConsentId is { } consent)
        {
            json.WriteStartObject();
            json.WriteString("type", "actions");
            json.WriteString("block_id", message.Mark);
            json.WriteStartArray("elements");
            WriteButton(json, Approve, "Approve", "primary", consent, message.Header);
            WriteButton(json, Deny, "Deny", "danger", consent, message.Header);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteButton(Utf8JsonWriter json, string action, string label, string style, string consent, string header)
    {
        json.WriteStartObject();
        json.WriteString("type", "button");
        json.WriteString("action_id", action);
        json.WriteString("style", style);
        json.WriteString("value", consent);
        json.WritePropertyName("text");
        WriteTextObject(json, "plain_text", label);
        json.WriteStartObject("confirm");
        json.WritePropertyName("title");
        WriteTextObject(json, "plain_text", $"{label}?");
        json.WritePropertyName("text");
        WriteTextObject(json, "plain_text", header);
        json.WritePropertyName("confirm");
        WriteTextObject(json, "plain_text", label);
        json.WritePropertyName("deny");
        WriteTextObject(json, "plain_text", "Back");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string block, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", block);
        json.WritePropertyName("text");
        WriteTextObject(json, type, text);
        json.WriteEndObject();
    }

    private static void WriteTextObject(Utf8JsonWriter json, string type, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("text", text);
        if (type == "plain_text")
        {
            json.WriteBoolean("emoji", false);
        }
        else
        {
            json.WriteBoolean("verbatim", true);
        }

        json.WriteEndObject();
    }
}
