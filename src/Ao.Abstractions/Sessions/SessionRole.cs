namespace Ao;

/// <summary>What a session is for.</summary>
public enum SessionRole
{
    /// <summary>Does a task and proposes the change.</summary>
    Worker,

    /// <summary>Coordinates other sessions; owns no pull request.</summary>
    Orchestrator,

    /// <summary>Reads a change and gives a verdict.</summary>
    Reviewer,

    /// <summary>Plans or designs; proposes no change to code.</summary>
    Designer,
}
