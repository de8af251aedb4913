using Ao.AgentTools;
using Ao.AspNetCore.AgentTools;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the agents' tools to an orchestrator.</summary>
public static class AoAgentToolsBuilderExtensions
{
    /// <summary>Serves the agents' tools on the loopback interface, by a small web server of the orchestrator's own. Its port is chosen once and kept in the data folder.</summary>
    /// <remarks>For hosts that are no web servers. In an ASP.NET Core host, map them into the host's own server instead.</remarks>
    /// <param name="builder">The orchestrator.</param>
    /// <returns>The same orchestrator.</returns>
    /// <example><code>builder.Services.AddAo().AddAgentTools();</code></example>
    public static IAoBuilder AddAgentTools(this IAoBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IAgentToolEndpoint, ToolServer>());
        return builder;
    }
}
