using Ao.Commands;

namespace Ao.Agents;

/// <summary>Where one run of an agent finds the tools that the host offers it, over the Model Context Protocol. The agent puts it into its tool's own configuration, outside the repository.</summary>
public sealed record AgentToolServer
{
    /// <summary>The name that the server has in a tool's configuration, so that its tools are called the same everywhere.</summary>
    public const string Name = "ao";

    /// <summary>The variable that <see cref="Token"/> is given in, for tools that read it from the environment.</summary>
    public const string TokenVariable = "AO_TOOLS_TOKEN";

    /// <summary>The variable that <see cref="Address"/> is given in. <see cref="Bridge"/> reads both.</summary>
    public const string AddressVariable = "AO_TOOLS_ADDRESS";

    /// <summary>Gets the address for the streamable HTTP transport.</summary>
    public required Uri Address { get; init; }

    /// <summary>Gets the bearer token. It stands for this run of this session and is dead when the run has ended. It is a secret: it belongs into files that only the owner reads, or into the environment, never into arguments.</summary>
    public required string Token { get; init; }

    /// <summary>Gets the program that offers the same tools over stdio, for tools that only start programs. It reads <see cref="AddressVariable"/> and <see cref="TokenVariable"/> from its environment.</summary>
    public required CommandLine Bridge { get; init; }
}
