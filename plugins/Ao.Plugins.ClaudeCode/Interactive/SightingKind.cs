namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>What was seen of a Claude Code that runs in a terminal.</summary>
internal enum SightingKind
{
    /// <summary>A hook: the tool is up, or has begun another conversation.</summary>
    Up,

    /// <summary>The tool's status file has changed.</summary>
    Status,

    /// <summary>This agent types the prompt.</summary>
    Typing,

    /// <summary>This agent has given up on typing the prompt.</summary>
    NotTaken,

    /// <summary>A hook: something was said to the tool, and it begins to work on it.</summary>
    Submitted,

    /// <summary>The transcript: the model has said or called something.</summary>
    Said,

    /// <summary>The transcript: tools were used.</summary>
    Used,

    /// <summary>The transcript: the turn was broken off.</summary>
    Stopped,

    /// <summary>The transcript: the model's provider has refused, and the tool has given up.</summary>
    Refused,

    /// <summary>The transcript: the turn is over.</summary>
    Closed,

    /// <summary>A hook: the tool asks for permission.</summary>
    Asked,

    /// <summary>The host has answered.</summary>
    Answered,

    /// <summary>A hook: the model has finished its turn.</summary>
    Finished,

    /// <summary>A hook: the turn has failed.</summary>
    Failed,

    /// <summary>Nothing more came for a while: what is awaited for the turn's end does not come.</summary>
    Settled,

    /// <summary>A line of a hook or the transcript that cannot be read.</summary>
    Unreadable,
}
