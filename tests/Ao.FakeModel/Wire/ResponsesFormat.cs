using System.Text.Json.Nodes;
using Ao.FakeModel.Conversations;
using Microsoft.AspNetCore.Http;

namespace Ao.FakeModel.Wire;

/// <summary>OpenAI Responses, which Codex speaks.</summary>
internal sealed class ResponsesFormat : IWireFormat
{
    public string Name => "responses";

    public string Path => "/responses";

    public ModelRequest Read(JsonObject body, string raw, IHeaderDictionary headers)
    {
        var turns = new List<Turn>();
        var offered = WireJson.Objects(body["tools"]).ToList();
        if (WireJson.Flat(body["input"]) is { Length: > 0 } prompt && body["input"] is JsonValue)
        {
            turns.Add(new Turn(TurnRole.User, prompt));
        }

        foreach (var item in WireJson.Objects(body["input"]))
        {
            var type = WireJson.Text(item, "type");
            switch (WireJson.Text(item, "role"), type)
            {
                case (_, "additional_tools" or "tool_search_output"):
                    offered.AddRange(WireJson.Objects(item["tools"]));
                    break;
                case (_, "tool_search_call"):
                    break;
                case ("user", _):
                    turns.Add(new Turn(TurnRole.User, WireJson.Flat(item["content"])));
                    break;
                case ("assistant", _):
                    turns.Add(new Turn(TurnRole.Assistant));
                    break;
                default:
                    if (type.EndsWith("_output", StringComparison.Ordinal))
                    {
                        turns.Add(new Turn(TurnRole.Tool));
                    }
                    else if (type.EndsWith("_call", StringComparison.Ordinal) || type == "reasoning")
                    {
                        turns.Add(new Turn(TurnRole.Assistant));
                    }

                    break;
            }
        }

        var conversation = headers["thread-id"].ToString();
        return new ModelRequest
        {
            Body = body,
            Raw = raw,
            Turns = turns,
            Conversation = conversation.Length > 0 ? conversation : WireJson.Text(body, "prompt_cache_key"),
            Tools = [.. offered.SelectMany(static tool => WireJson.Text(tool, "type") == "namespace"
                ? WireJson.Objects(tool["tools"]).Select(inner => Offer(inner, WireJson.Text(tool, "name")))
                : [Offer(tool, null)])],
        };
    }

    public IEnumerable<ServerEvent> Stream(Reply reply)
    {
        var number = 0;
        var response = Response(reply, "in_progress", []);
        yield return Event("response.created", new JsonObject { ["response"] = response });
        var index = 0;
        var output = new JsonArray();
        foreach (var block in reply.Blocks)
        {
            var item = Item(block, "completed", isWhole: true);
            var begun = Item(block, "in_progress", isWhole: false);
            begun["id"] = item["id"]!.DeepClone();
            yield return Event("response.output_item.added", new JsonObject { ["output_index"] = index, ["item"] = begun });
            foreach (var (name, data) in Parts(block, item))
            {
                data["item_id"] = item["id"]!.DeepClone();
                data["output_index"] = index;
                yield return Event(name, data);
            }

            yield return Event("response.output_item.done", new JsonObject { ["output_index"] = index++, ["item"] = item });
            output.Add(item.DeepClone());
        }

        yield return Event("response.completed", new JsonObject { ["response"] = Completed(reply, output, response["id"]!) });

        ServerEvent Event(string type, JsonObject data)
        {
            data.Insert(0, "sequence_number", number++);
            data.Insert(0, "type", type);
            return new ServerEvent(data, type);
        }
    }

    public JsonObject Whole(Reply reply) =>
        Completed(reply, [.. reply.Blocks.Select(static block => Item(block, "completed", isWhole: true))], JsonValue.Create(Reply.NewId("resp")));

    private static OfferedTool Offer(JsonObject tool, string? space)
    {
        var name = WireJson.Text(tool, "name");
        var type = WireJson.Text(tool, "type");
        return new OfferedTool(name.Length > 0 ? name : type, tool["parameters"] as JsonObject, space, type == "custom");
    }

    private static IEnumerable<(string Name, JsonObject Data)> Parts(Block block, JsonObject item)
    {
        if (block is TextBlock { Text: var text })
        {
            yield return ("response.content_part.added", new JsonObject { ["content_index"] = 0, ["part"] = TextPart("") });
            foreach (var piece in Reply.Pieces(text))
            {
                yield return ("response.output_text.delta", new JsonObject { ["content_index"] = 0, ["delta"] = piece });
            }

            yield return ("response.output_text.done", new JsonObject { ["content_index"] = 0, ["text"] = text });
            yield return ("response.content_part.done", new JsonObject { ["content_index"] = 0, ["part"] = TextPart(text) });
        }
        else if (block is CallBlock { IsSearch: false } call)
        {
            var prefix = call.Tool.IsCustom ? "response.custom_tool_call_input" : "response.function_call_arguments";
            foreach (var piece in Reply.Pieces(call.ArgumentText))
            {
                yield return ($"{prefix}.delta", new JsonObject { ["delta"] = piece });
            }

            yield return ($"{prefix}.done", new JsonObject { [call.Tool.IsCustom ? "input" : "arguments"] = call.ArgumentText });
        }
    }

    private static JsonObject Item(Block block, string status, bool isWhole)
    {
        var item = block switch
        {
            CallBlock { IsSearch: true } search => new JsonObject { ["type"] = "tool_search_call", ["execution"] = "client", ["arguments"] = search.Arguments.DeepClone(), ["call_id"] = search.Id },
            CallBlock { Tool.IsCustom: true } custom => new JsonObject { ["type"] = "custom_tool_call", ["name"] = custom.Tool.Name, ["input"] = isWhole ? custom.ArgumentText : "", ["call_id"] = custom.Id },
            CallBlock call => new JsonObject { ["type"] = "function_call", ["name"] = call.Tool.Name, ["arguments"] = isWhole ? call.ArgumentText : "", ["call_id"] = call.Id },
            TextBlock text => new JsonObject { ["type"] = "message", ["role"] = "assistant", ["content"] = isWhole ? new JsonArray(TextPart(text.Text)) : [] },
            _ => throw new ArgumentOutOfRangeException(nameof(block)),
        };
        if (block is CallBlock { Tool.Namespace: { } space })
        {
            item["namespace"] = space;
        }

        item["id"] = Reply.NewId("item");
        item["status"] = status;
        return item;
    }

    private static JsonObject TextPart(string text) => new() { ["type"] = "output_text", ["text"] = text, ["annotations"] = new JsonArray() };

    private static JsonObject Response(Reply reply, string status, JsonArray output) => new()
    {
        ["id"] = Reply.NewId("resp"),
        ["object"] = "response",
        ["created_at"] = 0,
        ["status"] = status,
        ["model"] = reply.Model,
        ["output"] = output,
    };

    private static JsonObject Completed(Reply reply, JsonArray output, JsonNode id)
    {
        var input = reply.Usage.Input + reply.Usage.Cached;
        var response = Response(reply, "completed", output);
        response["id"] = id.DeepClone();
        response["usage"] = new JsonObject
        {
            ["input_tokens"] = input,
            ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = reply.Usage.Cached },
            ["output_tokens"] = reply.Usage.Output,
            ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0 },
            ["total_tokens"] = input + reply.Usage.Output,
        };
        return response;
    }
}
