using System.Globalization;
using System.Text.Json;
using Ao.Runtimes;

namespace Ao.Plugins.ClaudeCode.Launch;

/// <summary>The files of one run in the session's state folder.</summary>
internal sealed class RunFiles(string stateFolder, RunId run)
{
    private readonly string _folder = Path.Combine(stateFolder, "claude-code", string.Create(CultureInfo.InvariantCulture, $"run-{run.Number}"));

    /// <summary>Gets the run.</summary>
    public RunId Run => run;

    /// <summary>Gets the file with what is said at the beginning.</summary>
    public string Prompt => Path.Combine(_folder, "prompt.md");

    /// <summary>Gets the file with the id of the message that the prompt is.</summary>
    public string PromptMessage => Path.Combine(_folder, "prompt-message.txt");

    /// <summary>Gets the file that tells Claude Code of the host's tools. It holds the run's token.</summary>
    public string Tools => Path.Combine(_folder, "tools.json");

    /// <summary>Gets the file with settings for this run, which name the hooks.</summary>
    public string Settings => Path.Combine(_folder, "settings.json");

    /// <summary>Gets the file that the hooks write to.</summary>
    public string Hooks => Path.Combine(_folder, "hooks.jsonl");

    /// <summary>Gets the folder with a folder for each question of a hook.</summary>
    public string Questions => Path.Combine(_folder, "questions");

    /// <summary>Gets the log of what was seen, in the order in which it was.</summary>
    public string Sightings => Path.Combine(_folder, "sightings.jsonl");

    /// <summary>Gets the folder with a file for each message that was submitted, named by the id that Claude Code knows it by.</summary>
    public string Messages => Path.Combine(_folder, "messages");

    private string Record => Path.Combine(_folder, "run.json");

    /// <summary>Gives the path of a script for hooks.</summary>
    public string Script(string name) => Path.Combine(_folder, name);

    /// <summary>Writes what the run is launched with. What was written at an earlier call stays: the process may be running since.</summary>
    public async Task WriteRecordAsync(RunRecord record, CancellationToken cancellationToken)
    {
        if (!File.Exists(Record))
        {
            await StateFile.WriteAsync(Record, JsonSerializer.Serialize(record, ClaudeJson.Default.RunRecord), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what the run was launched with.</summary>
    /// <exception cref="AoException">It is not there.</exception>
    public RunRecord ReadRecord()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Record), ClaudeJson.Default.RunRecord) ?? throw new JsonException("It is empty.");
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new AoException($"The file '{Record}', which says how the run '{run}' was launched, cannot be read: {exception.Message} Stop the session's run; the next one writes its own.");
        }
    }

    /// <summary>Gives the id that Claude Code is to know a message by in this run. It ignores a second message with one id, so nothing is acted on twice.</summary>
    public string IdOf(string message) => StableId.Of("message", run.ToString(), message);

    /// <summary>Gives the id that Claude Code is to know the run's prompt by.</summary>
    public string PromptId => File.Exists(PromptMessage) ? IdOf(File.ReadAllText(PromptMessage)) : StableId.Of("prompt", run.ToString());

    /// <summary>Remembers a message that is about to be submitted, so that also a later host knows it by what Claude Code says of it.</summary>
    public Task RememberAsync(string message, CancellationToken cancellationToken) =>
        StateFile.WriteAsync(Path.Combine(Messages, IdOf(message)), message, cancellationToken);

    /// <summary>Gives the message that Claude Code knows by an id.</summary>
    /// <returns>The message's id, or <see langword="null"/> where it is none of the host's.</returns>
    public string? MessageOf(string? id)
    {
        // From outside, and becomes a part of a path.
        if (!Guid.TryParseExact(id, "d", out var parsed))
        {
            return null;
        }

        var file = Path.Combine(Messages, parsed.ToString("d"));
        if (File.Exists(file))
        {
            return File.ReadAllText(file);
        }

        return File.Exists(PromptMessage) && PromptId == parsed.ToString("d") ? File.ReadAllText(PromptMessage) : null;
    }
}
