using System.Buffers;
using System.Text.Json;
using Ao.Agents;

namespace Ao.Plugins.Command;

/// <summary>The lines that go to the program.</summary>
internal static class ChannelLine
{
    public static byte[] Message(AgentMessage message) => Write("message", message);

    public static byte[] Interrupt() => Write("interrupt", null);

    private static byte[] Write(string kind, AgentMessage? message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("ao", kind);
            if (message is not null)
            {
                json.WriteString("id", message.Id);
                json.WriteString("text", message.Text);
            }

            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
