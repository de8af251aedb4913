namespace Ao.Sessions;

/// <summary>The status of a session.</summary>
public enum SessionStatus
{
    /// <summary>It waits to be admitted.</summary>
    Queued,

    /// <summary>Its workspace is opened or its agent launched.</summary>
    Starting,

    /// <summary>Its agent works.</summary>
    Working,

    /// <summary>Its agent has finished a turn and can take a message.</summary>
    Ready,

    /// <summary>Its agent has asked something.</summary>
    WaitingForInput,

    /// <summary>Its agent cannot go on.</summary>
    Blocked,

    /// <summary>It claims to be done, and the host verifies it.</summary>
    Verifying,

    /// <summary>It is done, by the host's evidence.</summary>
    Done,

    /// <summary>It was stopped.</summary>
    Stopped,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>Its process is gone and it is not known how it ended.</summary>
    Lost,

    /// <summary>It is to spend nothing until it is resumed: a budget is used up, or a person has paused it.</summary>
    Paused,
}
