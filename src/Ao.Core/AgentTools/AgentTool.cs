using System.Text.Json;

namespace Ao.AgentTools;

/// <summary>A tool, as an agent is shown it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What it does, and when to use it.</param>
/// <param name="InputSchema">The JSON schema of its arguments.</param>
public sealed record AgentTool(string Name, string Description, JsonElement InputSchema);
