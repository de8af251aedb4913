using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Ao.FakeModel;

/// <summary>What the model plays when a prompt names it: its turns, one after the other. Immutable; each call gives a longer script.</summary>
public sealed record Script
{
    /// <summary>Gets a script without turns.</summary>
    public static Script Empty { get; } = new();

    /// <summary>Gets the turns.</summary>
    public ImmutableList<ScriptedTurn> Turns { get; init; } = [];

    /// <summary>Gets the troubles that come before the next turn that is added.</summary>
    private ImmutableList<ScriptedTrouble> Pending { get; init; } = [];

    /// <summary>The model says something. Alone it ends the agent's turn: the next prompt goes on with the next turn of the script.</summary>
    public Script Say(string text, TokenCount? usage = null) => Add(new ScriptedTurn { Text = text, Usage = usage });

    /// <summary>The model calls the tool that runs a shell command, whatever the agent calls it.</summary>
    public Script Shell(string command, string? text = null, TokenCount? usage = null, JsonObject? extra = null) =>
        Add(new ScriptedTurn { Text = text, Calls = [new ShellCall(command, extra)], Usage = usage });

    /// <summary>The model calls a tool of an MCP server, under whatever name the agent gives it.</summary>
    public Script Mcp(string tool, JsonObject arguments, TokenCount? usage = null) =>
        Add(new ScriptedTurn { Calls = [new McpCall(tool, arguments)], Usage = usage });

    /// <summary>The model thinks for a while before its next turn. The stream is open meanwhile.</summary>
    public Script Think(TimeSpan time) => this with { Pending = Pending.Add(new ScriptedPause(time)) };

    /// <summary>The provider refuses the next turn a number of times.</summary>
    public Script Refuse(int status, int times = 1, string? message = null, IReadOnlyDictionary<string, string>? headers = null) =>
        this with { Pending = Pending.Add(new ScriptedFailure { Status = status, Times = times, Message = message ?? $"scripted status {status}", Headers = headers ?? ImmutableDictionary<string, string>.Empty }) };

    /// <summary>The provider cuts the connection before the next turn, a number of times.</summary>
    public Script Cut(int times = 1) => this with { Pending = Pending.Add(new ScriptedFailure { Status = null, Times = times }) };

    /// <summary>The provider breaks the stream of the next turn off in its middle, once.</summary>
    public Script BreakOff() => this with { Pending = Pending.Add(new ScriptedFailure { Status = null, Times = 1, InTheMiddle = true }) };

    private Script Add(ScriptedTurn turn) => new() { Turns = Turns.Add(turn with { Before = Pending }) };
}
