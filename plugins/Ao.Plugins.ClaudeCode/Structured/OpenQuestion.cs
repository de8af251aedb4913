using System.Text.Json;

namespace Ao.Plugins.ClaudeCode.Structured;

/// <summary>A question for permission that waits.</summary>
/// <param name="Input">What the tool would be given, and is given where it is allowed.</param>
/// <param name="ToolUse">The id of the tool's use, by which its result is known.</param>
internal sealed record OpenQuestion(JsonElement Input, string? ToolUse);
