namespace Ao.Runtimes;

/// <summary>What a runtime is like for the programs that run in it. An agent chooses by it how to work with its tool, and refuses what cannot work.</summary>
public sealed record RuntimeTraits
{
    /// <summary>Gets whether a program's input and output are a terminal: it can show screens, its input is echoed, and its two output streams are one.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Gets whether a running program can be written to, which is <see cref="IRunInputWriter"/>.</summary>
    public required bool CanWrite { get; init; }

    /// <summary>Gets whether standard error can be kept apart from standard output, as <see cref="RunRequest.SeparateError"/> asks for.</summary>
    public required bool KeepsErrorApart { get; init; }

    /// <summary>Gets whether programs run on the host's machine, with its files and programs. Where they do not, what the host finds installed says nothing about what the run will find.</summary>
    public required bool IsLocal { get; init; }

    /// <summary>Gets whether programs run as another user than the host, or in a container of their own, so that the host's files are out of their reach but for those that they are given.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RunsAsOtherUser { get; init; }

    /// <summary>Gets whether programs have no way to a network but what the runtime lets through.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ClosesNetwork { get; init; }
}
