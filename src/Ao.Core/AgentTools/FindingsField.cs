using System.Text;
using System.Text.Json;
using Ao.Agents;
using Ao.Reviews;

namespace Ao.AgentTools;

/// <summary>The field that holds what a reviewer has found: a list of texts or objects, whose schema is strict.</summary>
internal static class FindingsField
{
    private static readonly string[] s_severities = ["note", "minor", "major", "blocker"];
    private static readonly string[] s_names = ["text", "severity", "category", "path", "line"];

    public static void WriteSchema(Utf8JsonWriter writer, ToolField field)
    {
        writer.WriteString("type"u8, "array"u8);
        writer.WriteNumber("maxItems"u8, field.ItemLimit);
        writer.WriteStartObject("items"u8);
        writer.WriteStartArray("anyOf"u8);
        WriteText(writer, name: null, field.ByteLimit, null);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "object"u8);
        writer.WriteStartObject("properties"u8);
        WriteText(writer, "text", field.ByteLimit, "What is wrong, and how it shows.");
        writer.WriteStartObject("severity"u8);
        writer.WriteString("type"u8, "string"u8);
        writer.WriteStartArray("enum"u8);
        foreach (var severity in s_severities)
        {
            writer.WriteStringValue(severity);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        WriteText(writer, "category", VerdictIntake.MaxCategory, "What kind of thing it is, such as security or tests.");
        WriteText(writer, "path", VerdictIntake.MaxPath, "The file, seen from the root of the project.");
        writer.WriteStartObject("line"u8);
        writer.WriteString("type"u8, "integer"u8);
        writer.WriteNumber("minimum"u8, 1);
        writer.WriteNumber("maximum"u8, VerdictIntake.MaxLine);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("required"u8);
        writer.WriteStringValue("text"u8);
        writer.WriteEndArray();
        writer.WriteBoolean("additionalProperties"u8, false);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static (object? Value, string? Problem) Read(ToolField field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            var (one, fault) = Item(field, value);
            return one is null ? (null, fault) : (new List<VerdictFinding> { one }, null);
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return (null, $"is {ToolValue.Kind(value)}.");
        }

        if (value.GetArrayLength() > field.ItemLimit)
        {
            return (null, $"has {value.GetArrayLength()} items.");
        }

        var findings = new List<VerdictFinding>();
        foreach (var item in value.EnumerateArray())
        {
            var (finding, problem) = Item(field, item);
            if (finding is null)
            {
                return (null, $"item {findings.Count + 1} {problem}");
            }

            findings.Add(finding);
        }

        return (findings, null);
    }

    private static (VerdictFinding? Finding, string? Problem) Item(ToolField field, JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            var (only, fault) = Text(item, field.ByteLimit);
            return only is null ? (null, fault) : (new VerdictFinding { Text = only }, null);
        }

        if (item.ValueKind != JsonValueKind.Object)
        {
            return (null, $"is {ToolValue.Kind(item)}.");
        }

        if (item.EnumerateObject().Select(static property => property.Name).Except(s_names, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            return (null, $"has a field '{Printable.Quote(unknown)}', which there is not: use {string.Join(", ", s_names)}.");
        }

        string? problem = null;
        string? Field(string name, int most, bool isRequired = false)
        {
            if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                problem ??= isRequired ? $"has no {name}." : null;
                return null;
            }

            var (text, wrong) = Text(value, most);
            problem ??= wrong is null ? null : $"has a {name} that {wrong}";
            return text;
        }

        var found = Field("text", field.ByteLimit, isRequired: true);
        var severity = Field("severity", ToolField.MaxLine);
        var category = Field("category", VerdictIntake.MaxCategory);
        var path = Field("path", VerdictIntake.MaxPath);
        var line = LineOf(item, ref problem);
        if (severity is not null && !s_severities.Contains(severity, StringComparer.Ordinal))
        {
            problem ??= $"has a severity '{Printable.Quote(severity)}' that is not known: use {string.Join(", ", s_severities)}.";
        }

        if (path is not null && !VerdictIntake.IsPath(path))
        {
            problem ??= $"has a path '{Printable.Quote(path)}' that is no file of the project: give it from the root of the project, with '/' and without '..'.";
        }

        return problem is not null
            ? (null, problem)
            : (new VerdictFinding { Text = found!, Severity = severity is null ? null : (FindingSeverity)Array.IndexOf(s_severities, severity), Category = category, Path = path, Line = line }, null);
    }

    private static int? LineOf(JsonElement item, ref string? problem)
    {
        if (!item.TryGetProperty("line", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var line) && line is >= 1 and <= VerdictIntake.MaxLine)
        {
            return line;
        }

        problem ??= $"has a line that is no whole number from 1 to {VerdictIntake.MaxLine}.";
        return null;
    }

    private static (string? Text, string? Problem) Text(JsonElement value, int most)
    {
        var (text, problem) = ToolValue.Text(value);
        return text is null ? (null, problem)
            : Encoding.UTF8.GetByteCount(text) is var size && size > most ? (null, $"has {size} bytes, more than {most}.")
            : (text, null);
    }

    private static void WriteText(Utf8JsonWriter writer, string? name, int maxLength, string? description)
    {
        if (name is null)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartObject(name);
        }

        writer.WriteString("type"u8, "string"u8);
        writer.WriteNumber("maxLength"u8, maxLength);
        if (description is not null)
        {
            writer.WriteString("description"u8, description);
        }

        writer.WriteEndObject();
    }
}
