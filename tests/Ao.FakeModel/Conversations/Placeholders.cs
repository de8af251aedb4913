using System.Text.Json.Nodes;

namespace Ao.FakeModel.Conversations;

/// <summary>The values that a prompt gives to its script: {{name}} stands for one.</summary>
internal sealed class Placeholders(IReadOnlyDictionary<string, string> values)
{
    public string Fill(string text) => values.Aggregate(text, static (filled, value) => filled.Replace($"{{{{{value.Key}}}}}", value.Value, StringComparison.Ordinal));

    public JsonObject Fill(JsonObject arguments) =>
        new(arguments.Select(member => KeyValuePair.Create(member.Key, Fill(member.Value))));

    private JsonNode? Fill(JsonNode? node) => node switch
    {
        JsonObject inner => Fill(inner),
        JsonArray list => new JsonArray([.. list.Select(Fill)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Fill(text)),
        _ => node?.DeepClone(),
    };
}
