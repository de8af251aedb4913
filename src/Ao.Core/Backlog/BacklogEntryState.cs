namespace Ao.Backlog;

/// <summary>What becomes of an issue of the backlog.</summary>
public enum BacklogEntryState
{
    /// <summary>It is ready, and a session is begun for it.</summary>
    Next,

    /// <summary>It waits; the reason says for what.</summary>
    Waiting,

    /// <summary>A session works on it.</summary>
    Working,

    /// <summary>It waits for a person: see the notices.</summary>
    SetAside,

    /// <summary>It waits for the parts that it was broken down into.</summary>
    Divided,
}
