using System.Text.Json;

namespace Ao.Plugins.Codex.Structured;

/// <summary>A request of Codex that a person decides on.</summary>
/// <param name="QuestionId">What it is answered by.</param>
/// <param name="RequestId">The request's id in the protocol, in JSON.</param>
/// <param name="Method">What is asked for.</param>
/// <param name="Parameters">What was asked.</param>
internal sealed record OpenQuestion(string QuestionId, string RequestId, string Method, JsonElement Parameters)
{
    public const string Command = "item/commandExecution/requestApproval";
    public const string FileChange = "item/fileChange/requestApproval";
    public const string Elicitation = "mcpServer/elicitation/request";
    public const string Permissions = "item/permissions/requestApproval";

    public static bool IsQuestion(string method) => method is Command or FileChange or Elicitation or Permissions;

    /// <summary>Writes the answer.</summary>
    public void WriteAnswer(Utf8JsonWriter json, bool isAllowed)
    {
        json.WriteStartObject();
        switch (Method)
        {
            case Elicitation:
                json.WriteString("action", isAllowed ? "accept" : "decline");
                json.WritePropertyName("content");
                json.WriteRawValue(isAllowed ? "{}" : "null");
                break;
            case Permissions:
                json.WritePropertyName("permissions");
                json.WriteRawValue(isAllowed && Parameters.TryGetProperty("permissions", out var asked) ? asked.GetRawText() : "{}");
                break;
            default:
                json.WriteString("decision", isAllowed ? "accept" : "decline");
                break;
        }

        json.WriteEndObject();
    }
}
