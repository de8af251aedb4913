using System.Text.Json;

namespace Ao.Plugins.Slack;

/// <summary>What a method of Slack's Web API answered.</summary>
/// <param name="IsOk">Whether it did what it was asked for.</param>
/// <param name="Error">Slack's word for why not.</param>
/// <param name="Channel">The channel's id, where a message was posted.</param>
/// <param name="Stamp">The message's time stamp, which is its name in the channel.</param>
/// <param name="Needed">The scope that the token lacks, where that is why.</param>
internal sealed record SlackReply(bool IsOk, string? Error, string? Channel, string? Stamp, string? Needed)
{
    /// <summary>Reads an answer; <see langword="null"/> where it is none.</summary>
    public static SlackReply? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("ok", out var ok) && ok.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? new SlackReply(ok.ValueKind == JsonValueKind.True, Text(root, "error"), Text(root, "channel"), Text(root, "ts"), Text(root, "needed"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
