using System.Globalization;
using System.Text;
using System.Text.Json;
using Ao.Agents.Tools;
using Ao.Runtimes;

namespace Ao.Acp;

/// <summary>The files of one run in the session's state folder.</summary>
internal sealed class AcpFiles(string stateFolder, RunId run)
{
    private string Run => Name("run", "json");

    private string Prompt => Name("prompt", "md");

    private string Steps => Name("steps", "jsonl");

    /// <summary>Writes down what the run is launched with. A run that is prepared again is the same: its steps stay.</summary>
    public async Task WriteAsync(AcpRun launched, string? prompt, CancellationToken cancellationToken)
    {
        await StateFile.WriteAsync(Prompt, prompt ?? "", cancellationToken).ConfigureAwait(false);
        await StateFile.WriteAsync(Run, Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(launched, AcpJson.Default.AcpRun)), cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="AoException">The run was never prepared.</exception>
    public AcpRun ReadRun() => (File.Exists(Run) ? JsonSerializer.Deserialize(File.ReadAllBytes(Run), AcpJson.Default.AcpRun) : null)
        ?? throw new AoException($"The run {run} was not prepared by this agent: its file is missing in the session's state folder.");

    public Task<string> ReadPromptAsync(CancellationToken cancellationToken) => File.ReadAllTextAsync(Prompt, cancellationToken);

    /// <summary>Reads what hosts have asked of the agent. A last line that is not whole was never acted on.</summary>
    public List<AcpStep> ReadSteps()
    {
        if (!File.Exists(Steps))
        {
            return [];
        }

        var text = File.ReadAllText(Steps);
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonSerializer.Deserialize(line, AcpJson.Default.AcpStep)!)];
    }

    public async Task AddStepAsync(AcpStep step, CancellationToken cancellationToken) =>
        await File.AppendAllTextAsync(Steps, JsonSerializer.Serialize(step, AcpJson.Default.AcpStep) + "\n", cancellationToken).ConfigureAwait(false);

    /// <summary>Takes back the last steps: what was to be done was not.</summary>
    public Task WriteStepsAsync(IEnumerable<AcpStep> steps, CancellationToken cancellationToken) =>
        StateFile.WriteAsync(Steps, string.Concat(steps.Select(static step => JsonSerializer.Serialize(step, AcpJson.Default.AcpStep) + "\n")), cancellationToken);

    private string Name(string name, string extension) => Path.Combine(stateFolder, "acp", string.Create(CultureInfo.InvariantCulture, $"{name}-{run.Number}.{extension}"));
}
