using System.Text.Json;
using Ao.Channels;

namespace Ao.Plugins.Discord;

/// <summary>What is read of Discord's answers.</summary>
/// <param name="Id">The id of the message, where one was posted or changed.</param>
/// <param name="Code">Discord's number for why not.</param>
/// <param name="Message">Discord's words for why not.</param>
/// <param name="RetryAfter">How many seconds to wait, as Discord writes it.</param>
internal sealed record DiscordAnswer(string? Id, int? Code, string? Message, string? RetryAfter)
{
    private static readonly DiscordAnswer s_nothing = new(null, null, null, null);

    /// <summary>Reads an answer; one of which nothing can be read says nothing.</summary>
    public static DiscordAnswer Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? s_nothing : new DiscordAnswer(
                ChannelJson.Text(root, "id") is { Length: > 0 and <= 20 } text && text.All(char.IsAsciiDigit) ? text : null,
                ChannelJson.Part(root, "code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) ? number : null,
                ChannelJson.Text(root, "message"),
                ChannelJson.Part(root, "retry_after") is { ValueKind: JsonValueKind.Number } wait ? wait.GetRawText() : null);
        }
        catch (JsonException)
        {
            return s_nothing;
        }
    }
}
