namespace Ao.Runtimes;

/// <summary>What a running program can be asked for.</summary>
public enum RunSignal
{
    /// <summary>To break off what it is doing, as Ctrl-C asks a program at a terminal.</summary>
    Interrupt,

    /// <summary>To end.</summary>
    Terminate,
}
