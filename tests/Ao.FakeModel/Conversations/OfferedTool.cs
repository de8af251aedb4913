using System.Text.Json.Nodes;

namespace Ao.FakeModel.Conversations;

/// <summary>A tool that the agent offers to the model.</summary>
internal sealed record OfferedTool(string Name, JsonObject? Schema, string? Namespace = null, bool IsCustom = false);
