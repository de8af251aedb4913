using System.Text.Json.Nodes;

namespace Ao.Benchmarks.Forge;

/// <summary>Answers a query out of a tree of JSON.</summary>
/// <param name="resolve">Gives what a field with arguments of its own is about.</param>
internal sealed class GraphQlExecution(Func<Selection, JsonNode?> resolve)
{
    public JsonObject Run(IReadOnlyList<Selection> selections)
    {
        var data = new JsonObject();
        foreach (var selection in selections)
        {
            data[selection.Alias!] = Shape(resolve(selection), selection);
        }

        return data;
    }

    private JsonNode? Shape(JsonNode? value, Selection selection) => value switch
    {
        null => null,
        JsonArray array => new JsonArray([.. array.Select(item => Shape(item, selection))]),
        JsonObject one when selection.Selections.Count > 0 => Fill(one, selection.Selections, new JsonObject()),
        _ => value.DeepClone(),
    };

    private JsonObject Fill(JsonObject from, IReadOnlyList<Selection> selections, JsonObject to)
    {
        foreach (var selection in selections)
        {
            if (selection.Name is null)
            {
                if (selection.OnType is null || from["__typename"] is not { } type || type.GetValue<string>() == selection.OnType)
                {
                    Fill(from, selection.Selections, to);
                }
            }
            else
            {
                // An alias may stand there several times, each time with another argument.
                var value = selection.Name == "pullRequest" ? resolve(selection) : from[selection.Name];
                to[selection.Alias!] = Shape(value is JsonObject { } list && list["nodes"] is JsonArray ? Cut(list, selection.Arguments) : value, selection);
            }
        }

        return to;
    }

    private static JsonObject Cut(JsonObject list, JsonObject arguments)
    {
        var nodes = list["nodes"]!.AsArray().ToList();
        var kept = arguments["last"] is { } last ? nodes.TakeLast(last.GetValue<int>()) : arguments["first"] is { } first ? nodes.Take(first.GetValue<int>()) : [];
        var cut = new JsonObject { ["totalCount"] = nodes.Count, ["nodes"] = new JsonArray([.. kept.Select(static node => node?.DeepClone())]) };
        foreach (var (name, value) in list.Where(static property => property.Key != "nodes"))
        {
            cut[name] = value?.DeepClone();
        }

        return cut;
    }
}
