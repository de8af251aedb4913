using System.Text.Json;

namespace Ao.Plugins.Slack;

/// <summary>A message as Slack takes it: the text of the notification that a phone shows, and the blocks. All texts are plain text, in which nothing is markup.</summary>
internal sealed record SlackMessage
{
    /// <summary>Gets the text that stands where blocks cannot be shown, escaped, mentions included.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the header, escaped.</summary>
    public required string Header { get; init; }

    /// <summary>Gets the mentions, in Slack's own markup: the only markup there is.</summary>
    public string Mentions { get; init; } = "";

    /// <summary>Gets the sections, escaped.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Gets short pairs that are shown beside each other, escaped.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Gets the small line at the end, escaped.</summary>
    public string Footer { get; init; } = "";

    /// <summary>Gets the question that the buttons answer, where there are buttons.</summary>
    public string? ConsentId { get; init; }

    /// <summary>Gets what the buttons are marked with.</summary>
    public string Mark { get; init; } = "";

    /// <summary>Writes the properties of the message.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("text", Text);
        json.WriteBoolean("mrkdwn", false);
        json.WriteString("parse", "none");
        json.WriteBoolean("link_names", false);
        json.WriteBoolean("unfurl_links", false);
        json.WriteBoolean("unfurl_media", false);
        json.WriteStartArray("blocks");
        SlackBlocks.Write(json, this);
        json.WriteEndArray();
    }
}
