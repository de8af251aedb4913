using System.Buffers;
using System.Text.Json;

namespace Ao.AgentTools;

/// <summary>Writes the JSON schema of a tool's arguments.</summary>
internal static class ToolSchema
{
    public static JsonElement Of(IReadOnlyList<ToolField> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteObject(writer, fields);
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void WriteObject(Utf8JsonWriter writer, IReadOnlyList<ToolField> fields)
    {
        writer.WriteString("type"u8, "object"u8);
        writer.WriteStartObject("properties"u8);
        foreach (var field in fields)
        {
            writer.WriteStartObject(field.Name);
            WriteType(writer, field);
            writer.WriteString("description"u8, field.Description);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartArray("required"u8);
        foreach (var field in fields.Where(static field => field.IsRequired))
        {
            writer.WriteStringValue(field.Name);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("additionalProperties"u8, false);
    }

    private static void WriteType(Utf8JsonWriter writer, ToolField field)
    {
        switch (field.Kind)
        {
            case ToolFieldKind.Line:
                WriteText(writer, ToolField.MaxLine);
                break;
            case ToolFieldKind.Text:
                WriteText(writer, field.ByteLimit);
                break;
            case ToolFieldKind.Texts:
                writer.WriteString("type"u8, "array"u8);
                writer.WriteNumber("maxItems"u8, field.ItemLimit);
                writer.WriteStartObject("items"u8);
                WriteText(writer, field.ByteLimit);
                writer.WriteEndObject();
                break;
            case ToolFieldKind.Findings:
                FindingsField.WriteSchema(writer, field);
                break;
            case ToolFieldKind.Objects:
                writer.WriteString("type"u8, "array"u8);
                writer.WriteNumber("maxItems"u8, field.ItemLimit);
                writer.WriteStartObject("items"u8);
                WriteObject(writer, field.Fields);
                writer.WriteEndObject();
                break;
            case ToolFieldKind.Choice:
                writer.WriteString("type"u8, "string"u8);
                writer.WriteStartArray("enum"u8);
                foreach (var choice in field.Choices)
                {
                    writer.WriteStringValue(choice);
                }

                writer.WriteEndArray();
                break;
            case ToolFieldKind.Flag:
                writer.WriteString("type"u8, "boolean"u8);
                break;
            default:
                writer.WriteString("type"u8, field.Kind == ToolFieldKind.Count ? "integer"u8 : "number"u8);
                writer.WriteNumber("minimum"u8, field.Least);
                writer.WriteNumber("maximum"u8, field.Greatest);
                break;
        }
    }

    private static void WriteText(Utf8JsonWriter writer, int maxLength)
    {
        writer.WriteString("type"u8, "string"u8);
        writer.WriteNumber("maxLength"u8, maxLength);
    }
}
