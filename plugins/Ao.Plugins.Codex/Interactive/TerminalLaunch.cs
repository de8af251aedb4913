using Ao.Plugins.Codex.Setup;

namespace Ao.Plugins.Codex.Interactive;

/// <summary>The arguments of Codex with its own screen.</summary>
internal static class TerminalLaunch
{
    /// <summary>Gives the arguments.</summary>
    /// <remarks>
    /// Without <c>--no-daemon</c> Codex copies itself into its folder and leaves background processes behind. Sandbox and approval stand in the configuration
    /// too, but a repository's own configuration overrules that, and no arguments.
    /// </remarks>
    public static IReadOnlyList<string> Arguments(string? conversation, PermissionMap permissions)
    {
        string[] options = ["--no-daemon", "--sandbox", permissions.Sandbox, "--ask-for-approval", permissions.ConfiguredApproval];
        return conversation is null ? options : ["resume", .. options, conversation];
    }
}
