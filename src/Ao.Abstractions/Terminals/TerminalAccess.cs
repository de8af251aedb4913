using Ao.Commands;

namespace Ao.Terminals;

/// <summary>How a person reaches a terminal: one of the two is set.</summary>
public sealed record TerminalAccess
{
    /// <summary>Gets the command that attaches the person's own terminal.</summary>
    public CommandLine? Command { get; init; }

    /// <summary>Gets the address that a browser opens.</summary>
    public Uri? Address { get; init; }
}
