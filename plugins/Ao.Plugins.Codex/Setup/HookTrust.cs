using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ao.Plugins.Codex.Setup;

/// <summary>Computes what Codex knows a trusted hook by, so that the session's own hooks are trusted and nobody else's.</summary>
internal static class HookTrust
{
    /// <summary>How long Codex waits for a hook, in seconds.</summary>
    public const int Timeout = 30;

    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gives the fingerprint of a hook that runs a command: the SHA-256 of its definition as JSON, with its keys in order.</summary>
    /// <param name="eventLabel">The event, as in <c>permission_request</c>.</param>
    /// <param name="command">The command: plain characters of ASCII, that JSON does not escape in more than one way.</param>
    public static string Fingerprint(string eventLabel, string command)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_plain))
        {
            json.WriteStartObject();
            json.WriteString("event_name", eventLabel);
            json.WriteStartArray("hooks");
            json.WriteStartObject();
            json.WriteBoolean("async", false);
            json.WriteString("command", command);
            json.WriteNumber("timeout", Timeout);
            json.WriteString("type", "command");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan))}";
    }
}
