using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Ao.AspNetCore.AgentTools;

/// <summary>Finds what is no text in a message: half of a surrogate pair, or bytes that are no UTF-8. The protocol's own reader fails on it without saying where.</summary>
internal sealed class MessageUnicode
{
    private const int InvalidParams = -32602;
    private const int MaxNamed = 20;
    private const int MaxName = 80;
    private const string Arguments = "params.arguments.";
    private readonly List<string> _fields = [];
    private string _id = "null";
    private bool _isCall;
    private string? _tool;

    private MessageUnicode()
    {
    }

    /// <summary>Gives the answer to a message that holds something that is no text; <see langword="null"/> where all of it is, or where it is no JSON.</summary>
    public static byte[]? Refuse(ReadOnlySpan<byte> message)
    {
        // Nothing but an escape or a byte beyond ASCII can be the cause.
        if (message.IndexOf("\\u"u8) < 0 && Ascii.IsValid(message))
        {
            return null;
        }

        var found = new MessageUnicode();
        try
        {
            found.Read(message);
        }
        catch (JsonException)
        {
            return null;
        }

        return found._fields.Count == 0 ? null : found.Answer();
    }

    private void Read(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        var path = new List<Step>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    path.Add(new Step { IsList = reader.TokenType == JsonTokenType.StartArray });
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.RemoveAt(path.Count - 1);
                    Next(path);
                    break;
                case JsonTokenType.PropertyName:
                    path[^1].Name = TextOf(reader) ?? Note(path, "the name of a field");
                    break;
                default:
                    Take(reader, path);
                    Next(path);
                    break;
            }
        }
    }

    private void Take(Utf8JsonReader reader, List<Step> path)
    {
        var where = string.Join('.', path.Select(static step => step.IsList ? $"item {step.Index + 1}" : step.Name));
        var text = reader.TokenType == JsonTokenType.String ? TextOf(reader) : "";
        if (text is null)
        {
            Note(path, where.StartsWith(Arguments, StringComparison.Ordinal) ? where[Arguments.Length..] : where);
        }
        else if (where == "id")
        {
            _id = Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
            _id = reader.TokenType == JsonTokenType.String ? $"\"{JsonEncodedText.Encode(text)}\"" : _id;
        }
        else if (where == "method")
        {
            _isCall = text == "tools/call";
        }
        else if (where == "params.name")
        {
            _tool = text;
        }
    }

    private string Note(List<Step> path, string field)
    {
        if (path.Count > 0 && _fields.Count < MaxNamed)
        {
            _fields.Add(field);
        }

        return "?";
    }

    private static void Next(List<Step> path)
    {
        if (path.Count > 0)
        {
            path[^1].Index++;
        }
    }

    private static string? TextOf(Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // What a message calls its fields comes from outside, too.
    private static string Show(string name) => string.Concat(name.Take(MaxName).Select(static character => char.IsLetterOrDigit(character) || character is ' ' or '_' or '-' or '.' ? character : '?'));

    /// <summary>Writes the answer: to a call of a tool what the tool would say, to anything else an error of the protocol.</summary>
    private byte[] Answer()
    {
        var faults = string.Join("\n- ", _fields.Select(static field => $"{Show(field)}: is no valid Unicode: it holds half of a surrogate pair, or bytes that are no UTF-8. Write the character whole, or leave it out."));
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc"u8, "2.0"u8);
            writer.WritePropertyName("id"u8);
            writer.WriteRawValue(_id);
            if (_isCall)
            {
                writer.WriteStartObject("result"u8);
                writer.WriteStartArray("content"u8);
                writer.WriteStartObject();
                writer.WriteString("type"u8, "text"u8);
                writer.WriteString("text"u8, $"{Show(_tool ?? "The tool")} was not carried out. Mend this and call it again:\n- {faults}");
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteBoolean("isError"u8, true);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteStartObject("error"u8);
                writer.WriteNumber("code"u8, InvalidParams);
                writer.WriteString("message"u8, $"The message cannot be read:\n- {faults}");
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>An object or a list on the way to a value.</summary>
    private sealed class Step
    {
        public bool IsList { get; init; }

        public string Name { get; set; } = "";

        public int Index { get; set; }
    }
}
