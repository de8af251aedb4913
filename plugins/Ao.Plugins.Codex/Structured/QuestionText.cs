using System.Text.Json;
using Ao.Agents;
using Ao.Plugins.Codex.Reading;

namespace Ao.Plugins.Codex.Structured;

/// <summary>Says what a question is about, for the person who decides.</summary>
internal static class QuestionText
{
    private const int MostParameters = 20;

    /// <param name="question">The question.</param>
    /// <param name="item">The step of the turn that it is about, where that was told before.</param>
    public static PermissionAsked Read(OpenQuestion question, JsonElement? item)
    {
        var (tool, title, parameters) = question.Method switch
        {
            OpenQuestion.Command => ("shell", question.Parameters.Text("command") ?? question.Parameters.Text("reason") ?? "A command", OfCommand(question.Parameters)),
            OpenQuestion.FileChange => ("apply_patch", ChangeTitle(item), OfChange(question.Parameters, item)),
            OpenQuestion.Elicitation => (ToolOf(question.Parameters), question.Parameters.Text("message") ?? "A question of a tool", OfTool(question.Parameters)),
            _ => ("permissions", question.Parameters.Text("reason") ?? "More permissions", OfPermissions(question.Parameters)),
        };
        return new PermissionAsked { Cursor = 0, QuestionId = question.QuestionId, Tool = tool, Title = Excerpt.Title(title), Parameters = parameters };
    }

    private static Dictionary<string, string> OfCommand(JsonElement asked) => Some(("command", asked.Text("command")), ("cwd", asked.Text("cwd")), ("reason", asked.Text("reason")));

    private static Dictionary<string, string> OfChange(JsonElement asked, JsonElement? item)
    {
        var parameters = Some(("reason", asked.Text("reason")), ("grantRoot", asked.Text("grantRoot")));
        foreach (var change in Changes(item))
        {
            parameters[change.Text("path", Excerpt.LongestTitle) ?? ""] = change.Text("diff") ?? "";
        }

        return parameters;
    }

    private static string ChangeTitle(JsonElement? item) =>
        Changes(item).Select(static change => change.Text("path", Excerpt.LongestTitle)).ToList() is { Count: > 0 } paths ? $"Change {string.Join(", ", paths)}" : "Change files";

    private static IEnumerable<JsonElement> Changes(JsonElement? item) => item is { } change ? change.Items("changes").Take(MostParameters) : [];

    private static string ToolOf(JsonElement asked)
    {
        var about = asked.Part("_meta");
        var tool = about?.Text("tool_name", Excerpt.LongestTitle) ?? about?.Text("tool_title", Excerpt.LongestTitle);
        var server = asked.Text("serverName", Excerpt.LongestTitle) ?? "mcp";
        return Excerpt.Title(tool is null ? server : $"{server}.{tool}");
    }

    private static Dictionary<string, string> OfTool(JsonElement asked)
    {
        var parameters = Some(("message", asked.Text("message")), ("url", asked.Text("url")));
        if (asked.Part("_meta")?.Part("tool_params") is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var parameter in given.EnumerateObject().Take(MostParameters))
            {
                parameters[JsonFields.Cut(parameter.Name, Excerpt.LongestTitle)] = JsonFields.Cut(parameter.Value.ToString(), JsonFields.LongestText);
            }
        }

        return parameters;
    }

    private static Dictionary<string, string> OfPermissions(JsonElement asked) =>
        Some(("permissions", asked.Part("permissions") is { } wanted ? JsonFields.Cut(wanted.GetRawText(), JsonFields.LongestText) : null), ("reason", asked.Text("reason")));

    private static Dictionary<string, string> Some(params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var some = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value is not null)
            {
                some[name] = value;
            }
        }

        return some;
    }
}
