using System.Text.Json.Nodes;

namespace Ao.FakeModel;

/// <summary>Calls a tool of an MCP server.</summary>
/// <param name="Tool">The tool, as its server names it.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record McpCall(string Tool, JsonObject Arguments) : ScriptedCall;
