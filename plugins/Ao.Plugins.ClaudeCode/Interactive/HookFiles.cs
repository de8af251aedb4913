using System.Text.Json.Nodes;
using Ao.Plugins.ClaudeCode.Launch;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>Writes the settings that make Claude Code call hooks, and the hooks themselves.</summary>
internal static class HookFiles
{
    // A person may take a week to answer. After that the question still stands on the screen.
    private const int LongestWait = 7 * 24 * 60 * 60;
    private const int UsualWait = 60;
    private static readonly string[] s_told = ["SessionStart", "UserPromptSubmit", "Stop", "StopFailure"];

    public static async Task WriteAsync(RunFiles files, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(files.Questions);
        var tell = await WriteScriptAsync(files, "hook.sh", cancellationToken).ConfigureAwait(false);
        var ask = await WriteScriptAsync(files, "ask.sh", cancellationToken).ConfigureAwait(false);
        var hooks = new JsonObject { ["PermissionRequest"] = Hook($"exec sh {Quote(ask)} {Quote(files.Hooks)} {Quote(files.Questions)}", LongestWait) };
        foreach (var name in s_told)
        {
            hooks[name] = Hook($"exec sh {Quote(tell)} {Quote(files.Hooks)}", UsualWait);
        }

        await StateFile.WriteAsync(files.Settings, new JsonObject { ["hooks"] = hooks }.ToJsonString(), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<string> WriteScriptAsync(RunFiles files, string name, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(typeof(HookFiles).Assembly.GetManifestResourceStream(name)!);
        var script = files.Script(name);
        await StateFile.WriteAsync(script, await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return script;
    }

    private static JsonArray Hook(string command, int seconds) =>
        [new JsonObject { ["hooks"] = new JsonArray(new JsonObject { ["type"] = "command", ["command"] = command, ["timeout"] = seconds }) }];

    /// <summary>Makes a path one word of a shell, which is how the tool starts a hook.</summary>
    private static string Quote(string path) => $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
