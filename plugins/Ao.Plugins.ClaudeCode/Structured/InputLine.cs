using System.Buffers;
using System.Text.Json;

namespace Ao.Plugins.ClaudeCode.Structured;

/// <summary>The lines that go to Claude Code.</summary>
internal static class InputLine
{
    /// <summary>What the id of the first request begins with. Its answer shows that the tool is up.</summary>
    public const string BeginId = "ao-begin";

    /// <summary>What the id of a request begins with that follows an answer to a question. The rest is the question's id. Its own answer shows that the other was read.</summary>
    public const string AnsweredId = "ao-answered:";

    private const string InterruptId = "ao-interrupt";

    public static byte[] Begin() => Request(BeginId, "initialize");

    public static byte[] Interrupt() => Request(InterruptId, "interrupt");

    /// <summary>Asks for something cheap, so that something comes back.</summary>
    public static byte[] Mark(string question) => Request(AnsweredId + question, "mcp_status");

    public static byte[] Message(string id, string text) => Write(json =>
    {
        json.WriteString("type", "user");
        json.WriteString("uuid", id);
        json.WriteStartObject("message");
        json.WriteString("role", "user");
        json.WriteString("content", text);
        json.WriteEndObject();
    });

    public static byte[] Allow(string question, JsonElement input) => Answer(question, json =>
    {
        json.WriteString("behavior", "allow");
        json.WritePropertyName("updatedInput");
        input.WriteTo(json);
    });

    public static byte[] Deny(string question, string reason) => Answer(question, json =>
    {
        json.WriteString("behavior", "deny");
        json.WriteString("message", reason);
    });

    /// <summary>Refuses a request that this agent does not know: nobody may be left waiting.</summary>
    public static byte[] Refuse(string request) => Write(json =>
    {
        json.WriteString("type", "control_response");
        json.WriteStartObject("response");
        json.WriteString("subtype", "error");
        json.WriteString("request_id", request);
        json.WriteString("error", "This host does not know that request.");
        json.WriteEndObject();
    });

    private static byte[] Request(string id, string kind) => Write(json =>
    {
        json.WriteString("type", "control_request");
        json.WriteString("request_id", id);
        json.WriteStartObject("request");
        json.WriteString("subtype", kind);
        json.WriteEndObject();
    });

    private static byte[] Answer(string question, Action<Utf8JsonWriter> write) => Write(json =>
    {
        json.WriteString("type", "control_response");
        json.WriteStartObject("response");
        json.WriteString("subtype", "success");
        json.WriteString("request_id", question);
        json.WriteStartObject("response");
        write(json);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
