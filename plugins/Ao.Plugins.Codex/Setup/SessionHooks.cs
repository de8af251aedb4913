using System.Text;

namespace Ao.Plugins.Codex.Setup;

/// <summary>The hooks of an interactive run: they write what Codex tells them into a log in the session's state folder.</summary>
internal static class SessionHooks
{
    private static readonly (string Event, string Label)[] s_events = [("PermissionRequest", "permission_request"), ("PostToolUse", "post_tool_use")];

    /// <summary>One write of a whole line, so that lines of two hooks at once do not mix.</summary>
    private const string Script = """
        #!/bin/sh
        # Adds what Codex tells its hooks to the log that is named, as one line. It decides nothing.
        umask 077
        part="$1.$$"
        { cat; echo; } >"$part" && dd if="$part" of="$1" bs=32M oflag=append conv=notrunc status=none
        rm -f "$part"

        """;

    /// <summary>Writes the hooks' program.</summary>
    /// <returns>The definitions for the configuration.</returns>
    public static async Task<string> PrepareAsync(RunFolder folder, string configFile, CancellationToken cancellationToken)
    {
        await StateFile.WriteAsync(folder.HookProgram, Script, cancellationToken).ConfigureAwait(false);
        var command = $"/bin/sh {ShellQuote(folder.HookProgram)} {ShellQuote(folder.HookLog)}";
        var text = new StringBuilder();
        foreach (var (name, label) in s_events)
        {
            text.Append($"\n[[hooks.{name}]]\n[[hooks.{name}.hooks]]\ntype = \"command\"\ncommand = {TomlText.Quote(command)}\ntimeout = {HookTrust.Timeout}\n")
                .Append($"\n[hooks.state.{TomlText.Quote($"{configFile}:{label}:0:0")}]\ntrusted_hash = {TomlText.Quote(HookTrust.Fingerprint(label, command))}\n");
        }

        return text.ToString();
    }

    private static string ShellQuote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
