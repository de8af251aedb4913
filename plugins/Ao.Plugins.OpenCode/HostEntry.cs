using System.Buffers;
using System.Text.Json;

namespace Ao.Plugins.OpenCode;

/// <summary>Adds an entry of the host's own to the log, so that it has its place among what OpenCode wrote, also for a later host.</summary>
internal static class HostEntry
{
    /// <summary>Says that OpenCode could not be given what it was to work on.</summary>
    public static void WriteFailure(string file, string message, DateTimeOffset at)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("\n"u8);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "failed");
            json.WriteNumber("at", at.ToUnixTimeMilliseconds());
            json.WriteString("message", message);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);

        // One write in append mode is one piece, whoever else writes.
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        stream.Write(buffer.WrittenSpan);
    }
}
