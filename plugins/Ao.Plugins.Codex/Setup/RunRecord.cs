using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ao.Plugins.Codex.Setup;

/// <summary>What a connection must know of a run beyond what the host tells it. Written before the run starts.</summary>
internal sealed record RunRecord
{
    /// <summary>Gets whether there is a prompt in the file beside this one.</summary>
    public bool HasPrompt { get; init; }

    /// <summary>Gets the id of the message that the prompt is.</summary>
    public string? MessageId { get; init; }

    /// <summary>Gets the conversation that is gone on with.</summary>
    public string? Conversation { get; init; }

    /// <summary>Gets where the run begins in the conversation's log.</summary>
    public long LogStart { get; init; }

    /// <summary>Gets the sandbox.</summary>
    public string Sandbox { get; init; } = "";

    /// <summary>Gets when Codex asks.</summary>
    public string Approval { get; init; } = "";

    public static RunRecord? Read(RunFolder folder) =>
        File.Exists(folder.Record) ? JsonSerializer.Deserialize(File.ReadAllBytes(folder.Record), RunRecordJson.Default.RunRecord) : null;

    public Task WriteAsync(RunFolder folder, CancellationToken cancellationToken) =>
        StateFile.WriteAsync(folder.Record, JsonSerializer.Serialize(this, RunRecordJson.Default.RunRecord), cancellationToken);
}
