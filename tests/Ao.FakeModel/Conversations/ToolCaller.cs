using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ao.FakeModel.Conversations;

/// <summary>Turns a scripted call into a call of a tool that the agent offers, whatever its name and schema.</summary>
internal static class ToolCaller
{
    private static readonly string[] s_shellTools = ["Bash", "bash", "shell_command", "exec_command", "shell", "run_shell_command"];

    public static Block Call(ScriptedCall call, ModelRequest request, Placeholders values) => call switch
    {
        ShellCall shell => CallShell(shell, request, values),
        McpCall mcp => CallMcp(mcp, request, values),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "This call is not known."),
    };

    private static Block CallShell(ShellCall shell, ModelRequest request, Placeholders values)
    {
        var command = values.Fill(shell.Command);
        if (s_shellTools.Select(name => Find(request, name)).FirstOrDefault(static tool => tool is not null) is { } tool)
        {
            return New(tool, ShellArguments(tool, command, shell.Extra));
        }

        // Codex' 'code mode' offers one custom tool that takes JavaScript and calls all others from there.
        return Find(request, "exec") is { IsCustom: true } code
            ? New(code, JsonValue.Create($"text(await tools.exec_command({Merged(new JsonObject { ["cmd"] = command }, shell.Extra).ToJsonString()}))"))
            : new TextBlock("fake-model: no tool that runs commands is offered");
    }

    private static JsonObject ShellArguments(OfferedTool tool, string command, JsonObject? extra)
    {
        var properties = tool.Schema?["properties"] as JsonObject ?? [];
        var field = properties.ContainsKey("cmd") ? "cmd" : "command";
        var arguments = new JsonObject
        {
            [field] = properties[field]?["type"]?.ToString() == "array" ? new JsonArray("bash", "-lc", command) : command,
        };
        if (properties.ContainsKey("description"))
        {
            arguments["description"] = command[..Math.Min(command.Length, 60)];
        }

        return Merged(arguments, extra);
    }

    private static Block CallMcp(McpCall mcp, ModelRequest request, Placeholders values)
    {
        var arguments = values.Fill(mcp.Arguments);

        // Claude Code and Codex call it mcp__SERVER__TOOL, OpenCode SERVER_TOOL.
        var tool = Find(request, mcp.Tool) ?? request.Tools.FirstOrDefault(offered => offered.Name.EndsWith($"_{mcp.Tool}", StringComparison.Ordinal));
        if (tool is not null)
        {
            return New(tool, arguments);
        }

        if (Find(request, "exec") is { IsCustom: true } code)
        {
            var name = $"ALL_TOOLS.find((tool) => tool.name === '{mcp.Tool}' || tool.name.endsWith('_{mcp.Tool}')).name";
            return New(code, JsonValue.Create($"text(await tools[{name}]({arguments.ToJsonString()}))"));
        }

        return Search(mcp.Tool, request) ?? (Block)new TextBlock($"fake-model: no tool '{mcp.Tool}' is offered");
    }

    /// <summary>Looks a tool up that is held back until the model has searched for it; once, or it would search for ever.</summary>
    private static CallBlock? Search(string tool, ModelRequest request)
    {
        if ((Find(request, "ToolSearch") ?? Find(request, "tool_search")) is not { } finder)
        {
            return null;
        }

        var fullName = Regex.Match(request.Raw, $@"\bmcp__\w+?__{Regex.Escape(tool)}\b") is { Success: true } match ? match.Value : tool;
        var isClaude = finder.Name == "ToolSearch";
        var query = isClaude ? $"select:{fullName}" : tool;
        return request.Raw.Contains($"\"query\":\"{query}\"", StringComparison.Ordinal)
            ? null
            : New(finder, new JsonObject { ["query"] = query, [isClaude ? "max_results" : "limit"] = 5 }) with { IsSearch = true };
    }

    private static OfferedTool? Find(ModelRequest request, string name) => request.Tools.FirstOrDefault(tool => tool.Name == name);

    private static CallBlock New(OfferedTool tool, JsonNode arguments) => new($"call_{Guid.NewGuid():N}"[..24], tool, arguments);

    private static JsonObject Merged(JsonObject arguments, JsonObject? extra)
    {
        foreach (var (name, value) in extra ?? [])
        {
            arguments[name] = value?.DeepClone();
        }

        return arguments;
    }
}
