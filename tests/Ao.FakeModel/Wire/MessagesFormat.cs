using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ao.FakeModel.Conversations;
using Microsoft.AspNetCore.Http;

namespace Ao.FakeModel.Wire;

/// <summary>Anthropic Messages, which Claude Code speaks.</summary>
internal sealed partial class MessagesFormat : IWireFormat
{
    public string Name => "messages";

    public string Path => "/messages";

    public ModelRequest Read(JsonObject body, string raw, IHeaderDictionary headers)
    {
        var turns = new List<Turn>();
        foreach (var message in WireJson.Objects(body["messages"]))
        {
            var parts = WireJson.Objects(message["content"]).ToList();
            if (WireJson.Text(message, "role") == "assistant")
            {
                // Looking up a tool is no step of the script.
                if (!parts.Exists(static part => WireJson.Text(part, "type") == "tool_use" && WireJson.Text(part, "name") == "ToolSearch"))
                {
                    turns.Add(new Turn(TurnRole.Assistant));
                }

                continue;
            }

            if (WireJson.Text(message, "role") == "system")
            {
                // The tool's own notes to the model, which it puts between the turns.
                continue;
            }

            if (parts.Exists(static part => WireJson.Text(part, "type") == "tool_result"))
            {
                turns.Add(new Turn(TurnRole.Tool));
            }

            if (WireJson.Flat(message["content"]) is { Length: > 0 } text)
            {
                turns.Add(new Turn(TurnRole.User, text));
            }
        }

        var user = WireJson.Text(body["metadata"], "user_id");
        return new ModelRequest
        {
            Body = body,
            Raw = raw,
            Turns = turns,
            Conversation = ConversationPattern().Match(user) is { Success: true } match ? match.Value : user,
            Tools = [.. WireJson.Objects(body["tools"]).Select(static tool => new OfferedTool(WireJson.Text(tool, "name"), tool["input_schema"] as JsonObject))],
        };
    }

    public IEnumerable<ServerEvent> Stream(Reply reply)
    {
        yield return Event("message_start", new JsonObject { ["message"] = Message(reply, [], null, output: 1) });
        var index = 0;
        foreach (var block in reply.Blocks)
        {
            var (empty, pieces) = block switch
            {
                CallBlock call => (Content(call, new JsonObject()), Reply.Pieces(call.ArgumentText).Select(static piece => new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = piece })),
                TextBlock text => (new JsonObject { ["type"] = "text", ["text"] = "" }, Reply.Pieces(text.Text).Select(static piece => new JsonObject { ["type"] = "text_delta", ["text"] = piece })),
                _ => throw new ArgumentOutOfRangeException(nameof(reply)),
            };
            yield return Event("content_block_start", new JsonObject { ["index"] = index, ["content_block"] = empty });
            foreach (var piece in pieces)
            {
                yield return Event("content_block_delta", new JsonObject { ["index"] = index, ["delta"] = piece });
            }

            yield return Event("content_block_stop", new JsonObject { ["index"] = index++ });
        }

        yield return Event("message_delta", new JsonObject { ["delta"] = new JsonObject { ["stop_reason"] = StopReason(reply), ["stop_sequence"] = null }, ["usage"] = Usage(reply, reply.Usage.Output) });
        yield return Event("message_stop", []);
    }

    public JsonObject Whole(Reply reply)
    {
        JsonArray content = [.. reply.Blocks.Select(static block => block is CallBlock call ? Content(call, call.Arguments.DeepClone()) : new JsonObject { ["type"] = "text", ["text"] = ((TextBlock)block).Text })];
        return Message(reply, content, StopReason(reply), reply.Usage.Output);
    }

    private static JsonObject Content(CallBlock call, JsonNode input) => new()
    {
        ["type"] = "tool_use",
        ["id"] = call.Id.Replace("call_", "toolu_", StringComparison.Ordinal),
        ["name"] = call.Tool.Name,
        ["input"] = input,
    };

    private static JsonObject Message(Reply reply, JsonArray content, string? stopReason, int output) => new()
    {
        ["id"] = Reply.NewId("msg"),
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = reply.Model,
        ["content"] = content,
        ["stop_reason"] = stopReason,
        ["stop_sequence"] = null,
        ["usage"] = Usage(reply, output),
    };

    private static JsonObject Usage(Reply reply, int output) => new()
    {
        ["input_tokens"] = reply.Usage.Input,
        ["cache_creation_input_tokens"] = 0,
        ["cache_read_input_tokens"] = reply.Usage.Cached,
        ["output_tokens"] = output,
    };

    private static string StopReason(Reply reply) => reply.CallsTools ? "tool_use" : "end_turn";

    private static ServerEvent Event(string type, JsonObject data)
    {
        data.Insert(0, "type", type);
        return new ServerEvent(data, type);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}(?=\"?}?$)|(?<=session_)[0-9a-f-]{36}")]
    private static partial Regex ConversationPattern();
}
