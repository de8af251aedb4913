using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ao.TestSupport.Notifiers;

namespace Ao.Plugins.Discord.Tests;

/// <summary>Compares requests with Discord's published description: the keywords of JSON Schema that it uses for webhooks, and no property that it does not know.</summary>
internal static class DiscordContract
{
    private static readonly JsonElement s_description = Load();

    /// <summary>Gives what is wrong with a request; nothing where it keeps to the description.</summary>
    public static IReadOnlyList<string> ViolationsOf(StubRequest request)
    {
        var (path, query) = request.Path.Split('?', 2) is [var before, var behind] ? (before, behind) : (request.Path, "");
        var template = Regex.IsMatch(path, "^/api/webhooks/[0-9]+/[^/]+$") ? "/webhooks/{webhook_id}/{webhook_token}"
            : Regex.IsMatch(path, "^/api/webhooks/[0-9]+/[^/]+/messages/[0-9]+$") ? "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
            : throw new InvalidOperationException($"The description has no {path}.");
        var operation = s_description.GetProperty("paths").GetProperty(template).GetProperty(request.Method.ToLowerInvariant());
        var violations = new List<string>();
        var known = operation.GetProperty("parameters").EnumerateArray().Select(static parameter => parameter.GetProperty("name").GetString()).ToList();
        violations.AddRange(query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Split('=')[0]).Where(name => !known.Contains(name)).Select(static name => $"?{name}: not known"));
        var schema = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Check(schema, request.Json(), "$", violations);
        return violations;
    }

    private static void Check(JsonElement schema, JsonElement value, string at, List<string> violations)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(s_description.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), value, at, violations);
            return;
        }

        foreach (var keyword in (string[])["oneOf", "anyOf"])
        {
            if (schema.TryGetProperty(keyword, out var choices) && Best(choices, value, at) is { Count: > 0 } best)
            {
                violations.AddRange(best);
            }
        }

        if (schema.TryGetProperty("type", out var type) && !(type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(static one => one.GetString()!) : [type.GetString()!]).Any(name => IsOf(name, value)))
        {
            violations.Add($"{at}: is a {value.ValueKind}");
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, at, violations);
                break;
            case JsonValueKind.Array:
                CheckLimit(schema, "maxItems", value.GetArrayLength(), at, violations);
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    if (schema.TryGetProperty("items", out var items))
                    {
                        Check(items, item, string.Create(CultureInfo.InvariantCulture, $"{at}[{index}]"), violations);
                    }
                }

                break;
            case JsonValueKind.String:
                CheckLimit(schema, "maxLength", value.GetString()!.Length, at, violations);
                if (schema.TryGetProperty("minLength", out var least) && value.GetString()!.Length < least.GetInt64())
                {
                    violations.Add($"{at}: too short");
                }

                if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
                {
                    violations.Add($"{at}: does not match {pattern}");
                }

                break;
            case JsonValueKind.Number:
                CheckLimit(schema, "maximum", value.GetInt64(), at, violations);
                break;
        }
    }

    private static void CheckObject(JsonElement schema, JsonElement value, string at, List<string> violations)
    {
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (properties.TryGetProperty(property.Name, out var known))
            {
                Check(known, property.Value, $"{at}.{property.Name}", violations);
            }
            else
            {
                violations.Add($"{at}.{property.Name}: not known");
            }
        }

        if (schema.TryGetProperty("required", out var required))
        {
            violations.AddRange(required.EnumerateArray().Select(static name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}.{name}: missing"));
        }
    }

    private static List<string> Best(JsonElement choices, JsonElement value, string at) => choices.EnumerateArray().Select(choice =>
    {
        var found = new List<string>();
        Check(choice, value, at, found);
        return found;
    }).MinBy(static found => found.Count)!;

    private static void CheckLimit(JsonElement schema, string keyword, long size, string at, List<string> violations)
    {
        if (schema.TryGetProperty(keyword, out var most) && size > most.GetInt64())
        {
            violations.Add($"{at}: {size} is beyond {keyword} {most}");
        }
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new InvalidOperationException($"The description has a type '{type}' that is not known here."),
    };

    private static JsonElement Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Contracts", "discord-openapi.json")));
        return document.RootElement.Clone();
    }
}
