using System.Text.Json;
using Ao.Plugins.ClaudeCode.Reading;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>Understands the lines that the hooks write.</summary>
internal static class HookReader
{
    private const int LongestId = 200;
    private const int LongestPath = 4096;

    /// <summary>Understands a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="messageOf">Finds the host's message by what was submitted.</param>
    /// <returns>What was seen, or <see langword="null"/> where it is nothing of interest.</returns>
    public static Sighting? Read(JsonElement line, Func<string, string?> messageOf)
    {
        if (line.Text("question", LongestId) is { Length: > 0 } question && line.Child("event") is { } asked)
        {
            var tool = asked.Text("tool_name", LongestId) ?? "a tool";
            var input = asked.Child("tool_input") ?? default;
            return new Sighting { Kind = SightingKind.Asked, Id = question, Tool = tool, Text = ToolUse.Title(tool, input), Parameters = ToolUse.Parameters(input) };
        }

        return line.Text("hook_event_name") switch
        {
            "SessionStart" when line.Text("session_id", LongestId) is { Length: > 0 } conversation =>
                new Sighting { Kind = SightingKind.Up, Id = conversation, Text = line.Text("transcript_path", LongestPath) },
            "UserPromptSubmit" => new Sighting { Kind = SightingKind.Submitted, Message = messageOf(line.Text("prompt", int.MaxValue) ?? "") },
            "Stop" => new Sighting { Kind = SightingKind.Finished, Text = line.Text("last_assistant_message") },
            "StopFailure" => new Sighting { Kind = SightingKind.Failed, Id = line.Text("error", LongestId), Text = line.Text("last_assistant_message") },
            _ => null,
        };
    }
}
