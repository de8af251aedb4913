using System.Text.Json.Nodes;

namespace Ao.FakeModel.Wire;

/// <summary>What the formats' requests have in common.</summary>
internal static class WireJson
{
    public static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    public static string Text(JsonNode? node, string member) => (node as JsonObject)?[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    /// <summary>Gives the text of a content that is a string or a list of parts.</summary>
    public static string Flat(JsonNode? content) => content is JsonArray parts
        ? string.Join('\n', parts.OfType<JsonObject>().Select(static part => Text(part, "text")).Where(static text => text.Length > 0))
        : content is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
