using Ao.Commands;

namespace Ao.Runtimes;

/// <summary>A process to start.</summary>
public sealed record RunRequest
{
    /// <summary>Gets the run, unique in the orchestrator's data folder.</summary>
    public required RunId Run { get; init; }

    /// <summary>Gets the program and its arguments.</summary>
    public required CommandLine Command { get; init; }

    /// <summary>Gets the folder to work in.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Gets all variables that the process sees. Nothing is inherited.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Gets what the process reads.</summary>
    /// <value>The default is <see cref="RunInput.None"/>.</value>
    public RunInput Input { get; init; } = RunInput.None;

    /// <summary>Gets how many bytes of output are kept; older output is dropped. Standard error that is kept apart has the same limit for itself.</summary>
    /// <value>The default is 16 MiB.</value>
    public long OutputLimit { get; init; } = 16 * 1024 * 1024;

    /// <summary>Gets whether standard error is kept apart, to be read by <see cref="IRunErrorReader"/>, so that the output is the standard output alone.</summary>
    /// <value>The default is <see langword="false"/>: the output holds both. A runtime without <see cref="RuntimeTraits.KeepsErrorApart"/>, such as one with terminals, which have one stream only, refuses the start.</value>
    public bool SeparateError { get; init; }

    /// <summary>Gets which of the host's folders the program works with.</summary>
    /// <value>The default is <see langword="null"/>: nothing is said. A runtime that runs programs as another user refuses the start.</value>
    public RunAccess? Access { get; init; }
}
