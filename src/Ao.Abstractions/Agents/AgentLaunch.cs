using Ao.Commands;
using Ao.Runtimes;

namespace Ao.Agents;

/// <summary>The process that an agent asks for.</summary>
public sealed record AgentLaunch
{
    /// <summary>Gets the program and its arguments. Prompts do not belong here: arguments are short and everybody on the machine can read them.</summary>
    public required CommandLine Command { get; init; }

    /// <summary>Gets the variables that the tool needs beyond the host's allow-list.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets what the process reads.</summary>
    /// <value>The default is <see cref="RunInput.None"/>.</value>
    public RunInput Input { get; init; } = RunInput.None;

    /// <summary>Gets whether standard error is kept out of the output, as <see cref="RunRequest.SeparateError"/>: for a tool whose standard output is a protocol.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool SeparateError { get; init; }
}
