using System.Text.Json.Nodes;
using Ao.FakeModel.Conversations;
using Microsoft.AspNetCore.Http;

namespace Ao.FakeModel.Wire;

/// <summary>OpenAI Chat Completions, which OpenCode and many others speak.</summary>
internal sealed class ChatFormat : IWireFormat
{
    public string Name => "chat";

    public string Path => "/chat/completions";

    public ModelRequest Read(JsonObject body, string raw, IHeaderDictionary headers)
    {
        var turns = new List<Turn>();
        foreach (var message in WireJson.Objects(body["messages"]))
        {
            switch (WireJson.Text(message, "role"))
            {
                case "user":
                    turns.Add(new Turn(TurnRole.User, WireJson.Flat(message["content"])));
                    break;
                case "assistant":
                    turns.Add(new Turn(TurnRole.Assistant));
                    break;
                case "tool":
                    turns.Add(new Turn(TurnRole.Tool));
                    break;
                default:
                    break;
            }
        }

        var conversation = headers["x-session-affinity"].ToString();
        return new ModelRequest
        {
            Body = body,
            Raw = raw,
            Turns = turns,
            Conversation = conversation.Length > 0 ? conversation : turns.FirstOrDefault(static turn => turn.Role == TurnRole.User)?.Text ?? "",
            Tools = [.. WireJson.Objects(body["tools"]).Select(static tool => new OfferedTool(WireJson.Text(tool["function"], "name"), tool["function"]?["parameters"] as JsonObject))],
        };
    }

    public IEnumerable<ServerEvent> Stream(Reply reply)
    {
        var id = Reply.NewId("chatcmpl");
        yield return Chunk(id, reply, new JsonObject { ["role"] = "assistant", ["content"] = "" });
        var index = 0;
        foreach (var block in reply.Blocks)
        {
            if (block is TextBlock { Text: var text })
            {
                foreach (var piece in Reply.Pieces(text))
                {
                    yield return Chunk(id, reply, new JsonObject { ["content"] = piece });
                }
            }
            else if (block is CallBlock call)
            {
                var begun = Call(call, "");
                begun["index"] = index;
                yield return Chunk(id, reply, new JsonObject { ["tool_calls"] = new JsonArray(begun) });
                foreach (var piece in Reply.Pieces(call.ArgumentText))
                {
                    yield return Chunk(id, reply, new JsonObject { ["tool_calls"] = new JsonArray(new JsonObject { ["index"] = index, ["function"] = new JsonObject { ["arguments"] = piece } }) });
                }

                index++;
            }
        }

        yield return Chunk(id, reply, [], FinishReason(reply));
        var last = Base(id, reply, "chat.completion.chunk");
        last["choices"] = new JsonArray();
        last["usage"] = Usage(reply);
        yield return new ServerEvent(last);
        yield return new ServerEvent(Data: null);
    }

    public JsonObject Whole(Reply reply)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = string.Concat(reply.Blocks.OfType<TextBlock>().Select(static text => text.Text)) };
        if (reply.CallsTools)
        {
            message["tool_calls"] = new JsonArray([.. reply.Blocks.OfType<CallBlock>().Select(static call => Call(call, call.ArgumentText))]);
        }

        var whole = Base(Reply.NewId("chatcmpl"), reply, "chat.completion");
        whole["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = FinishReason(reply) });
        whole["usage"] = Usage(reply);
        return whole;
    }

    private static JsonObject Call(CallBlock call, string arguments) => new()
    {
        ["id"] = call.Id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Tool.Name, ["arguments"] = arguments },
    };

    private static ServerEvent Chunk(string id, Reply reply, JsonObject delta, string? finishReason = null)
    {
        var chunk = Base(id, reply, "chat.completion.chunk");
        chunk["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finishReason });
        return new ServerEvent(chunk);
    }

    private static JsonObject Base(string id, Reply reply, string kind) => new() { ["id"] = id, ["object"] = kind, ["created"] = 0, ["model"] = reply.Model };

    private static string FinishReason(Reply reply) => reply.CallsTools ? "tool_calls" : "stop";

    private static JsonObject Usage(Reply reply)
    {
        var input = reply.Usage.Input + reply.Usage.Cached;
        return new JsonObject
        {
            ["prompt_tokens"] = input,
            ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = reply.Usage.Cached },
            ["completion_tokens"] = reply.Usage.Output,
            ["total_tokens"] = input + reply.Usage.Output,
        };
    }
}
