using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ao.FakeModel.Conversations;

/// <summary>Requests beside a conversation: titles, summaries, reviews of an action. They may quote the prompt, marker and all, and must not play its script a second time.</summary>
internal static partial class SideRequest
{
    /// <summary>Answers a side request.</summary>
    /// <returns>The answer, or <see langword="null"/> where the request belongs to the conversation itself.</returns>
    public static string? AnswerTo(ModelRequest request)
    {
        var fields = FieldsOf(request.Body);
        if (fields is ["title"])
        {
            return """{"title":"Scripted session"}""";
        }

        // Codex has the model review an action before it asks a person.
        if (fields.Contains("risk_level") && fields.Contains("outcome"))
        {
            return """{"risk_level":"low","user_authorization":"high","outcome":"allow","rationale":"scripted"}""";
        }

        if (request.Tools.Count > 0 && !Words().IsMatch(request.LastWords))
        {
            return null;
        }

        // Claude Code's mode 'auto' has the model classify an action.
        return request.Raw.Contains("<block>no</block>", StringComparison.Ordinal) ? "<block>no</block>" : "Scripted session";
    }

    private static string[] FieldsOf(JsonObject body)
    {
        var format = body["text"]?["format"] ?? body["output_config"]?["format"] ?? body["response_format"]?["json_schema"];
        return format?["schema"]?["properties"] is JsonObject properties ? [.. properties.Select(static property => property.Key)] : [];
    }

    [GeneratedRegex(@"^\s*(quota$|\[SUGGESTION MODE|CRITICAL: Respond with TEXT ONLY|You are performing a CONTEXT CHECKPOINT)")]
    private static partial Regex Words();
}
