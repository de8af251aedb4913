using System.Text.Json;
using Ao.Agents;

namespace Ao.Acp;

/// <summary>A request for permission, as the agent made it.</summary>
/// <param name="RequestId">The id of the request, in JSON.</param>
/// <param name="ToolCall">The id of the tool call that it is about.</param>
/// <param name="Kind">The kind of the tool, such as <c>edit</c> or <c>execute</c>.</param>
/// <param name="Allow">The option that allows it, once where there is such a one.</param>
/// <param name="Reject">The option that rejects it.</param>
/// <param name="End">The position behind the request.</param>
internal sealed record AcpQuestion(string RequestId, string? ToolCall, string? Kind, string? Allow, string? Reject, long End)
{
    private const int MostParameters = 20;

    public static AcpQuestion Of(string requestId, JsonElement parameters, long end)
    {
        var call = parameters.Part("toolCall") ?? default;
        return new AcpQuestion(
            requestId,
            call.Text("toolCallId", 200),
            call.Text("kind", 50),
            OptionOf(parameters, "allow_once") ?? OptionOf(parameters, "allow_always"),
            OptionOf(parameters, "reject_once") ?? OptionOf(parameters, "reject_always"),
            end);
    }

    /// <summary>Says what is answered without asking a person, or <see langword="null"/> where one is asked.</summary>
    public bool? AnswerBy(AcpRun run) => (run.IsReadOnly, run.Permissions, Kind) switch
    {
        (true, _, "edit" or "delete" or "move") => false,
        (_, PermissionMode.Permissionless, _) => true,
        (_, PermissionMode.AutoEdit, "edit") => true,
        _ => null,
    };

    /// <summary>Makes the signal that asks a person.</summary>
    public static PermissionAsked Ask(string questionId, JsonElement parameters, long cursor)
    {
        var call = parameters.Part("toolCall") ?? default;
        var input = call.Part("rawInput") ?? default;
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        if (input.ValueKind == JsonValueKind.Object)
        {
            foreach (var parameter in input.EnumerateObject().Take(MostParameters))
            {
                given[JsonFields.Cut(parameter.Name, 200)] = JsonFields.Cut(parameter.Value.ValueKind == JsonValueKind.String ? parameter.Value.GetString()! : parameter.Value.GetRawText());
            }
        }

        var tool = (call.Part("_meta") is { } meta && meta.Part("claudeCode") is { } claude ? claude.Text("toolName", 200) : null) ?? call.Text("kind", 200) ?? "tool";
        return new PermissionAsked
        {
            Cursor = cursor,
            QuestionId = questionId,
            Tool = tool,
            Title = call.Text("title", 1000) is { Length: > 0 } title ? title : tool,
            Parameters = given,
        };
    }

    private static string? OptionOf(JsonElement parameters, string kind) => parameters.Part("options") is { ValueKind: JsonValueKind.Array } options
        ? options.EnumerateArray().Where(option => option.Text("kind") == kind).Select(static option => option.Text("optionId", 1000)).FirstOrDefault()
        : null;
}
