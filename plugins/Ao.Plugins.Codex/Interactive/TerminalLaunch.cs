namespace Ao.Plugins.Codex.Interactive;

/// <summary>The arguments of Codex with its own screen.</summary>
internal static class TerminalLaunch
{
    /// <summary>Gives the arguments. Without <c>--no-daemon</c> Codex copies itself into its folder and leaves background processes behind.</summary>
    public static IReadOnlyList<string> Arguments(string? conversation) => conversation is null ? ["--no-daemon"] : ["resume", "--no-daemon", conversation];
}
