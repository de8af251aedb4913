using System.Globalization;
using Ao.Runtimes;

namespace Ao.Plugins.Aider;

/// <summary>The files of a session and of one of its runs.</summary>
internal sealed class AiderFiles(string stateFolder, RunId run)
{
    private readonly string _folder = Path.Combine(stateFolder, "aider");

    /// <summary>Gets the file with the conversation. It belongs to the session, and each run goes on with it.</summary>
    public string Chat => Path.Combine(_folder, "chat.md");

    /// <summary>Gets the file with what was said to the tool.</summary>
    public string Inputs => Path.Combine(_folder, "inputs.txt");

    /// <summary>Gets the file with what is said in this run.</summary>
    public string Message => Of("message", "md");

    /// <summary>Gets the file with the id of the message that is said in this run, where it has one.</summary>
    public string MessageId => Of("message", "id");

    /// <summary>Gets the file in which the tool counts what it uses.</summary>
    public string Events => Of("events", "jsonl");

    private string Of(string name, string kind) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{run.Number}.{kind}"));
}
