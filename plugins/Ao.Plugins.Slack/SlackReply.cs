using System.Text.Json;
using Ao.Channels;

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
            return ChannelJson.Part(root, "ok") is { ValueKind: JsonValueKind.True or JsonValueKind.False } ok
                ? new SlackReply(ok.ValueKind == JsonValueKind.True, ChannelJson.Text(root, "error"), ChannelJson.Text(root, "channel"), ChannelJson.Text(root, "ts"), ChannelJson.Text(root, "needed"))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
