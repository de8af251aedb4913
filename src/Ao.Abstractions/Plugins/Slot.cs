namespace Ao.Plugins;

/// <summary>The eight places that a plugin can fill.</summary>
public enum Slot
{
    /// <summary>One AI tool: <see cref="Agents.IAgent"/>.</summary>
    Agent,

    /// <summary>Where a session's process lives: <see cref="Runtimes.IRuntime"/>.</summary>
    Runtime,

    /// <summary>Source and change management: <see cref="Scm.IScm"/>.</summary>
    Scm,

    /// <summary>One channel to a person: <see cref="Notifiers.INotifier"/>.</summary>
    Notifier,

    /// <summary>Issues: <see cref="Trackers.ITracker"/>.</summary>
    Tracker,

    /// <summary>How a person looks at a live session: <see cref="Terminals.ITerminal"/>.</summary>
    Terminal,

    /// <summary>Where structured reports go: <see cref="Reports.IReporter"/>.</summary>
    Reporter,

    /// <summary>What forks' records have in common: <see cref="Convergence.IConvergenceDetector"/>.</summary>
    Convergence,
}
