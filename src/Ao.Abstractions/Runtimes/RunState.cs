namespace Ao.Runtimes;

/// <summary>Whether a run's process lives.</summary>
public enum RunState
{
    /// <summary>It lives.</summary>
    Running,

    /// <summary>It has ended.</summary>
    Exited,

    /// <summary>It was begun to be started and never came to life.</summary>
    NeverStarted,
}
