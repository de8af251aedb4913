using System.Globalization;
using Ao.Runtimes;

namespace Ao.Plugins.Codex.Setup;

/// <summary>The files of one run in the session's state folder.</summary>
internal sealed class RunFolder(string stateFolder, RunId run)
{
    /// <summary>Gets the file with what the next connection must know of the run.</summary>
    public string Record => Named("codex-run", "json");

    /// <summary>Gets the file with the prompt.</summary>
    public string Prompt => Named("codex-prompt", "md");

    /// <summary>Gets the log of the hooks.</summary>
    public string HookLog => Named("codex-hooks", "jsonl");

    /// <summary>Gets the log of what was typed into the terminal, and of answers given.</summary>
    public string Typed => Named("codex-typed", "jsonl");

    /// <summary>Gets the program that the hooks run.</summary>
    public string HookProgram => Path.Combine(stateFolder, "codex-hook.sh");

    private string Named(string name, string extension) => Path.Combine(stateFolder, string.Create(CultureInfo.InvariantCulture, $"{name}-{run.Number}.{extension}"));
}
