using Ao.Agents;

namespace Ao.Plugins.ClaudeCode.Launch;

/// <summary>The arguments that Claude Code is started with.</summary>
internal static class ClaudeArguments
{
    // A question to the person at the screen has a channel of its own in the host, and a session stays in its worktree.
    private static readonly string[] s_neverUsed = ["AskUserQuestion", "EnterWorktree"];
    private static readonly string[] s_editors = ["Edit", "Write", "NotebookEdit"];

    public static IReadOnlyList<string> Of(AgentLaunchRequest request, ClaudeSettings settings, RunFiles files, string conversation, bool resumes)
    {
        List<string> arguments = [.. settings.Arguments];
        if (request.Mode == AgentMode.Structured)
        {
            arguments.AddRange(["-p", "--input-format", "stream-json", "--output-format", "stream-json", "--verbose", "--permission-prompt-tool", "stdio", "--replay-user-messages"]);
        }
        else
        {
            arguments.AddRange(["--settings", files.Settings]);
        }

        arguments.AddRange([resumes ? "--resume" : "--session-id", conversation]);
        if (ModeOf(request.Settings.Permissions) is { } mode)
        {
            arguments.AddRange(["--permission-mode", mode]);
        }

        if (request.Settings.Model is { } model)
        {
            arguments.AddRange(["--model", model]);
        }

        if (settings.Effort is { } effort)
        {
            arguments.AddRange(["--effort", effort]);
        }

        if (request.SystemPromptFile is { } rules)
        {
            arguments.AddRange(["--append-system-prompt-file", rules]);
        }

        // These take several values each, so each is one value, with another option behind it.
        string[] refused = request.Role == SessionRole.Reviewer ? [.. s_neverUsed, .. s_editors] : s_neverUsed;
        arguments.AddRange(["--disallowedTools", string.Join(',', refused)]);
        if (request.Tools is not null)
        {
            arguments.AddRange(["--allowedTools", $"mcp__{AgentToolServer.Name}", "--mcp-config", files.Tools]);
        }

        // The repository's own servers are not started: nobody has looked at them.
        arguments.Add("--strict-mcp-config");
        arguments.AddRange(request.Settings.ExtraArguments);
        return arguments;
    }

    private static string? ModeOf(PermissionMode permissions) => permissions switch
    {
        PermissionMode.Default => null,
        PermissionMode.Permissionless => "bypassPermissions",
        PermissionMode.AutoEdit => "acceptEdits",
        PermissionMode.Suggest => "manual",
        _ => throw new AoException($"The agent claude-code knows no permission mode '{permissions}'."),
    };
}
