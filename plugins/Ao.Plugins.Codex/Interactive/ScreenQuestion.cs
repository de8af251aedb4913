using System.Text.Json;
using Ao.Agents;
using Ao.Plugins.Codex.Reading;

namespace Ao.Plugins.Codex.Interactive;

/// <summary>A question that Codex asks on its screen.</summary>
/// <param name="QuestionId">What it is answered by.</param>
/// <param name="TurnId">The turn that it was asked in.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Input">What the tool would be given.</param>
internal sealed record ScreenQuestion(string QuestionId, string TurnId, string Tool, JsonElement? Input)
{
    private const int MostParameters = 20;

    public PermissionAsked Asked()
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Input is { ValueKind: JsonValueKind.Object } input)
        {
            foreach (var parameter in input.EnumerateObject().Take(MostParameters))
            {
                parameters[JsonFields.Cut(parameter.Name, Excerpt.LongestTitle)] = JsonFields.Cut(parameter.Value.ToString(), JsonFields.LongestText);
            }
        }

        var title = Input?.Text("command") ?? parameters.GetValueOrDefault("description") ?? Tool;
        return new PermissionAsked { Cursor = 0, QuestionId = QuestionId, Tool = Tool, Title = Excerpt.Title(title), Parameters = parameters };
    }

    /// <summary>Tells whether a tool that was used is the one that was asked for. A hook behind the use is told less than one before it.</summary>
    public bool IsAbout(string tool, JsonElement? input) => tool == Tool && Input?.Text("command") == input?.Text("command");
}
