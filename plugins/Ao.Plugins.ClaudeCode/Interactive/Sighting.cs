using System.Text.Json.Serialization;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>Something that was seen, in the log that this agent keeps of a run. Its texts are from outside and bounded.</summary>
internal sealed record Sighting
{
    /// <summary>Gets what was seen.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<SightingKind>))]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required SightingKind Kind { get; init; }

    /// <summary>Gets the position in the hooks' file from which to read on.</summary>
    public long Hooks { get; init; }

    /// <summary>Gets the position in the transcript from which to read on.</summary>
    public long Transcript { get; init; }

    /// <summary>Gets when it happened, by the tool's account.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets the id of the conversation, the question, the model's message or the kind of error.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the path of the transcript, the status, or what was said.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the host's message that was submitted.</summary>
    public string? Message { get; init; }

    /// <summary>Gets the model.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the tool that is asked about.</summary>
    public string? Tool { get; init; }

    /// <summary>Gets what the tool would be given.</summary>
    public Dictionary<string, string>? Parameters { get; init; }

    /// <summary>Gets the tools' uses: by id what is done.</summary>
    public Dictionary<string, string>? Uses { get; init; }

    /// <summary>Gets the HTTP status.</summary>
    public long Number { get; init; }

    /// <summary>Gets the tokens that went in, cached ones included.</summary>
    public long Input { get; init; }

    /// <summary>Gets the tokens that came out.</summary>
    public long Output { get; init; }

    /// <summary>Gets how many of those that went in were cached.</summary>
    public long Cached { get; init; }

    /// <summary>Gets how many of those that came out were reasoning.</summary>
    public long Reasoning { get; init; }
}
