using System.Text.Json.Nodes;

namespace Ao.FakeModel;

/// <summary>Runs a shell command.</summary>
/// <param name="Command">The command.</param>
/// <param name="Extra">Arguments to merge into the call, for what one agent alone understands.</param>
public sealed record ShellCall(string Command, JsonObject? Extra = null) : ScriptedCall;
