namespace Ao.Agents;

/// <summary>Where a signal was read, the strongest first. What a screen shows never overrules what was read elsewhere, and never ends a session.</summary>
public enum SignalSource
{
    /// <summary>A protocol that the tool speaks with the host.</summary>
    Stream,

    /// <summary>The operating system.</summary>
    OperatingSystem,

    /// <summary>A hook that the tool calls.</summary>
    Hook,

    /// <summary>A log or a file that the tool writes for itself.</summary>
    Log,

    /// <summary>What a terminal shows.</summary>
    Screen,
}
