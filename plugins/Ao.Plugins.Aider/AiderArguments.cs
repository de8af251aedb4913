using Ao.Agents;

namespace Ao.Plugins.Aider;

/// <summary>The arguments that Aider is started with.</summary>
internal static class AiderArguments
{
    public static IReadOnlyList<string> Of(AgentLaunchRequest request, AiderFiles files)
    {
        List<string> arguments =
        [
            .. request.Settings.Command?.Arguments ?? [],
            "--message-file", files.Message,
            "--chat-history-file", files.Chat, "--input-history-file", files.Inputs,

            // Written to a file of the session alone; nothing is sent anywhere.
            "--no-analytics", "--analytics-log", files.Events,
            "--no-check-update", "--no-show-release-notes", "--no-show-model-warnings", "--no-pretty", "--no-stream", "--no-fancy-input",

            // Neither a changed .gitignore nor a cache of tags in the workspace.
            "--no-gitignore", "--map-tokens", "0",
        ];

        // Nobody is there to be asked.
        arguments.Add("--yes-always");
        if (request.Settings.Permissions != PermissionMode.Permissionless)
        {
            arguments.Add("--no-suggest-shell-commands");
        }

        if (request.Role == SessionRole.Reviewer)
        {
            arguments.AddRange(["--chat-mode", "ask"]);
        }

        if (request.ConversationId is not null)
        {
            arguments.Add("--restore-chat-history");
        }

        if (request.Settings.Model is { } model)
        {
            arguments.AddRange(["--model", model]);
        }

        if (request.SystemPromptFile is { } rules)
        {
            arguments.AddRange(["--read", rules]);
        }

        arguments.AddRange(request.Settings.ExtraArguments);
        return arguments;
    }
}
