using System.Text.Json;

namespace Ao.Backlog;

/// <summary>Reads a breakdown as an agent wrote it, strictly: what is not in the schema is a mistake. All mistakes are found at once.</summary>
internal static class BreakdownReader
{
    /// <summary>The largest breakdown, in characters.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>How many parts are looked at one by one.</summary>
    public const int MostRead = 50;

    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 8 };

    /// <summary>Reads it.</summary>
    /// <param name="json">The words.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    /// <returns>What could be read; parts with a mistake are left out.</returns>
    public static Breakdown? Read(string json, List<string> problems)
    {
        if (json.Length > MaxLength)
        {
            problems.Add($"It has {json.Length:N0} characters, and {MaxLength:N0} are the most.");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, s_strict);
            return Read(document.RootElement, problems);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            problems.Add("It is no valid JSON. Give one JSON object and nothing else.");
            return null;
        }
    }

    private static Breakdown? Read(JsonElement root, List<string> problems)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Add("It is no JSON object.");
            return null;
        }

        CheckNames(root, "The breakdown", ["decision", "reason", "parts"], problems);
        var decision = Text(root, "decision");
        if (decision is not ("atomic" or "composite"))
        {
            problems.Add($"decision: '{Printable.Quote(decision)}' is not known. Use atomic or composite.");
        }

        return new Breakdown(decision == "composite", Text(root, "reason"), ReadParts(root, problems));
    }

    private static List<BreakdownPart> ReadParts(JsonElement root, List<string> problems)
    {
        var parts = new List<BreakdownPart>();
        if (!root.TryGetProperty("parts", out var list) || list.ValueKind == JsonValueKind.Null)
        {
            return parts;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            problems.Add("parts: is no list.");
            return parts;
        }

        if (list.GetArrayLength() > MostRead)
        {
            problems.Add($"parts: has {list.GetArrayLength()} parts; not one of them was looked at.");
            return parts;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (ReadPart(item, $"Part {parts.Count + 1}", problems) is { } part)
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    private static BreakdownPart? ReadPart(JsonElement item, string name, List<string> problems)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{name} is no object.");
            return null;
        }

        CheckNames(item, name, ["key", "title", "body", "depends_on"], problems);
        if (Text(item, "key") is not { } key || Text(item, "title") is not { } title || Text(item, "body") is not { } body)
        {
            problems.Add($"{name} lacks key, title or body, or one of them is no text.");
            return null;
        }

        var dependsOn = new List<string>();
        if (item.TryGetProperty("depends_on", out var list) && list.ValueKind != JsonValueKind.Null)
        {
            if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostRead || list.EnumerateArray().Any(static one => one.ValueKind != JsonValueKind.String))
            {
                problems.Add($"{name}: depends_on is no list of keys.");
                return null;
            }

            dependsOn.AddRange(list.EnumerateArray().Select(static one => one.GetString()!));
        }

        return new BreakdownPart(key, title, body, dependsOn);
    }

    private static void CheckNames(JsonElement element, string name, string[] known, List<string> problems)
    {
        foreach (var property in element.EnumerateObject().Where(property => !known.Contains(property.Name, StringComparer.Ordinal)).Take(MostRead))
        {
            problems.Add($"{name} has a field '{Printable.Quote(property.Name)}', which is not known. Use {string.Join(", ", known)}.");
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
