namespace Ao.FakeModel;

/// <summary>What one request to the model was, and how it was answered.</summary>
public sealed record FakeModelRequest
{
    /// <summary>Gets the wire format: messages, responses or chat.</summary>
    public required string Format { get; init; }

    /// <summary>Gets the conversation, by what the agent sends of it.</summary>
    public required string Conversation { get; init; }

    /// <summary>Gets the script that was played.</summary>
    public string? Script { get; init; }

    /// <summary>Gets the turn of the script, from 0.</summary>
    public int Position { get; init; }

    /// <summary>Gets whether it was a request beside the conversation, such as one for a title.</summary>
    public bool IsSide { get; init; }

    /// <summary>Gets the names of the tools that the agent offered.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Gets what the user said last.</summary>
    public string LastWords { get; init; } = "";

    /// <summary>Gets everything that users said in the conversation, in order.</summary>
    public string Transcript { get; init; } = "";

    /// <summary>Gets the HTTP status; <see langword="null"/> where the connection was cut.</summary>
    public int? Status { get; init; }

    /// <summary>Gets what was served; nothing where the answer did not get to its end.</summary>
    public TokenCount Usage { get; init; } = new(0, 0, 0);

    /// <summary>Gets whether the agent hung up before the answer was whole.</summary>
    public bool IsInterrupted { get; init; }
}
