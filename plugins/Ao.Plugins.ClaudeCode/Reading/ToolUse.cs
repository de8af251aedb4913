using System.Text.Json;

namespace Ao.Plugins.ClaudeCode.Reading;

/// <summary>A tool that is used, told to a person.</summary>
internal static class ToolUse
{
    private const int LongestTitle = 300;
    private const int LongestValue = 4 * 1024;
    private const int MostParameters = 20;
    private static readonly string[] s_telling = ["command", "file_path", "notebook_path", "url", "query", "pattern", "prompt", "description"];

    /// <summary>Gives one line that says what is done.</summary>
    public static string Title(string tool, JsonElement input)
    {
        var telling = s_telling.Select(name => input.Text(name)).FirstOrDefault(static text => text is not null)
            ?? (input.ValueKind == JsonValueKind.Object && input.EnumerateObject().Any() ? input.GetRawText() : "");
        var title = JsonFields.Cut(Printable.Line(telling), LongestTitle);
        return title.Length == 0 ? tool : $"{tool}: {title}";
    }

    /// <summary>Gives what the tool is given, by name.</summary>
    public static Dictionary<string, string> Parameters(JsonElement input) => input.ValueKind != JsonValueKind.Object
        ? []
        : input.EnumerateObject().Take(MostParameters).DistinctBy(static field => field.Name).ToDictionary(
            static field => JsonFields.Cut(field.Name, 200),
            static field => JsonFields.Cut(field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText(), LongestValue),
            StringComparer.Ordinal);
}
