using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ao.AgentTools;

/// <summary>Writes answers as JSON, in bounds.</summary>
internal static class ToolJson
{
    // The text is data inside a JSON message and never a page, so that other alphabets stay readable.
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a text, cut where it is long; nothing, where there is none.</summary>
    public static void WriteText(this Utf8JsonWriter writer, string name, string? text, int maxLength = 4 * 1024)
    {
        if (!string.IsNullOrEmpty(text))
        {
            writer.WriteString(name, Printable.Clean(text.Length <= maxLength ? text : $"{text[..maxLength]}… ({text.Length - maxLength} more characters)"));
        }
    }
}
