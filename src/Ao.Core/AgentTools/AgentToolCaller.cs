using Ao.Runtimes;

namespace Ao.AgentTools;

/// <summary>An agent whose token was found good.</summary>
public sealed class AgentToolCaller
{
    internal AgentToolCaller(RunId run, ProjectId project, SessionRole role) => (Run, Project, Role) = (run, project, role);

    /// <summary>Gets the run of the agent.</summary>
    public RunId Run { get; }

    /// <summary>Gets the project of its session.</summary>
    public ProjectId Project { get; }

    /// <summary>Gets the role of its session.</summary>
    public SessionRole Role { get; }

    internal SessionId Session => Run.Session;
}
