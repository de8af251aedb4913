using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ao.AgentTools;

/// <summary>Reads and checks the value of one field.</summary>
internal static class ToolValue
{
    /// <summary>Gives the value; <see langword="null"/> and a problem where it does not keep the field's rules.</summary>
    public static object? Read(ToolField field, JsonElement value, out string? problem)
    {
        object? read;
        (read, problem) = field.Kind switch
        {
            ToolFieldKind.Line => Line(field, value),
            ToolFieldKind.Text => Text(field, value),
            ToolFieldKind.Texts => Texts(field, value),
            ToolFieldKind.Findings => FindingsField.Read(field, value),
            ToolFieldKind.Objects => value.ValueKind == JsonValueKind.Array ? (value.GetRawText(), null) : (null, $"is {Kind(value)}."),
            ToolFieldKind.Choice => Choice(field, value),
            ToolFieldKind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? (value.GetBoolean(), null) : (null, $"is {Kind(value)}."),
            _ => Number(field, value),
        };
        return read;
    }

    /// <summary>Says what is allowed.</summary>
    public static string Expected(ToolField field) => field.Kind switch
    {
        ToolFieldKind.Line => $"Give one line of 1 to {ToolField.MaxLine} characters.",
        ToolFieldKind.Text => $"Give text of at most {field.ByteLimit / 1024} KiB.",
        ToolFieldKind.Texts => $"Give a list of at most {field.ItemLimit} texts of at most {field.ByteLimit / 1024} KiB each.",
        ToolFieldKind.Findings => $"Give a list of at most {field.ItemLimit} findings, each a text of at most {field.ByteLimit / 1024} KiB, or an object with text and, where you can, severity, category, path and line.",
        ToolFieldKind.Objects => $"Give a list of at most {field.ItemLimit} objects.",
        ToolFieldKind.Choice => $"Use one of {string.Join(", ", field.Choices)}.",
        ToolFieldKind.Flag => "Use true or false.",
        _ => string.Create(CultureInfo.InvariantCulture, $"Give a {(field.Kind == ToolFieldKind.Count ? "whole number" : "number")} from {field.Least} to {field.Greatest}."),
    };

    private static (object? Value, string? Problem) Line(ToolField field, JsonElement value)
    {
        var (text, problem) = Text(field, value);
        return text is not string line ? (null, problem)
            : line.Length > ToolField.MaxLine ? (null, $"has {line.Length} characters.")
            : line.Contains('\n', StringComparison.Ordinal) || line.Contains('\t', StringComparison.Ordinal) || Printable.Clean(line) != line ? (null, "holds a line break or other control characters.")
            : (line, null);
    }

    private static (object? Value, string? Problem) Text(ToolField field, JsonElement value)
    {
        var (text, problem) = Text(value);
        return text is null ? (null, problem)
            : Encoding.UTF8.GetByteCount(text) is var size && size > field.ByteLimit ? (null, $"has {size} bytes.")
            : (text, null);
    }

    /// <summary>Reads a text that says something, whatever its size.</summary>
    public static (string? Text, string? Problem) Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return (null, $"is {Kind(value)}.");
        }

        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return (null, "is no valid Unicode.");
        }

        return string.IsNullOrWhiteSpace(text) ? (null, "is empty.")
            : text.Contains('\0', StringComparison.Ordinal) ? (null, "holds a NUL character.")
            : (text, null);
    }

    private static (object? Value, string? Problem) Texts(ToolField field, JsonElement value)
    {
        // One text is a list of one: agents write it so, and nothing else can be meant.
        if (value.ValueKind == JsonValueKind.String)
        {
            var (single, fault) = Text(field, value);
            return single is string one ? (new[] { one }, null) : (null, fault);
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return (null, $"is {Kind(value)}.");
        }

        if (value.GetArrayLength() > field.ItemLimit)
        {
            return (null, $"has {value.GetArrayLength()} items.");
        }

        var texts = new List<string>();
        foreach (var item in value.EnumerateArray())
        {
            var (text, problem) = Text(field, item);
            if (text is not string good)
            {
                return (null, $"item {texts.Count + 1} {problem}");
            }

            texts.Add(good);
        }

        return (texts, null);
    }

    private static (object? Value, string? Problem) Choice(ToolField field, JsonElement value)
    {
        var (text, problem) = Text(field, value);
        return text is not string word ? (null, problem)
            : field.Choices.Contains(word, StringComparer.Ordinal) ? (word, null)
            : (null, $"'{Printable.Quote(word)}' is not known.");
    }

    private static (object? Value, string? Problem) Number(ToolField field, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number))
        {
            return (null, $"is {Kind(value)}.");
        }

        return number < field.Least || number > field.Greatest || !double.IsFinite(number) ? (null, "is out of range.")
            : field.Kind == ToolFieldKind.Count && number != Math.Floor(number) ? (null, "is no whole number.")
            : (number, null);
    }

    /// <summary>Names what a value is.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "true or false",
    };
}
