using Ao;
using Ao.AgentTools;
using Ao.AspNetCore.AgentTools;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the agents' tools into an ASP.NET Core host.</summary>
public static partial class AoAgentToolsEndpointExtensions
{
    /// <summary>Serves the agents' tools of an orchestrator on the host's own server. Agents are told the address once the server has started, and those that are launched before wait for it.</summary>
    /// <remarks>The host should listen at a fixed port, so that agents that outlive it find the next one. The tools authenticate every request by its token, and ask for nothing else.</remarks>
    /// <param name="endpoints">The host's routes.</param>
    /// <param name="pattern">The path. Each orchestrator of a host needs one of its own.</param>
    /// <param name="orchestrator">The name of the orchestrator.</param>
    /// <param name="address">The whole address at which agents reach the tools.</param>
    /// <value>The default of <paramref name="address"/> is <see langword="null"/>: what the server listens at, on this machine.</value>
    /// <returns>What further conventions can be put on.</returns>
    /// <exception cref="AoException">There is no such orchestrator.</exception>
    public static IEndpointConventionBuilder MapAoAgentTools(this IEndpointRouteBuilder endpoints, string pattern = "/ao/tools", string orchestrator = "default", Uri? address = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var host = endpoints.ServiceProvider;
        var tools = host.GetKeyedService<IAgentTools>(orchestrator)
            ?? throw new AoException($"There is no orchestrator '{Printable.Quote(orchestrator)}' in this host. Call AddAo for it first.");
        var lifetime = host.GetRequiredService<IHostApplicationLifetime>();
        var loggers = host.GetRequiredService<ILoggerFactory>();

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(loggers);
        services.AddSingleton(lifetime);
        services.AddToolProtocol(tools);
        var provider = services.BuildServiceProvider();
        lifetime.ApplicationStopped.Register(provider.Dispose);

        tools.Announce();
        lifetime.ApplicationStarted.Register(() =>
        {
            var bound = host.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
            if ((address ?? ServerAddress.Find(bound, pattern)) is { } reachable)
            {
                tools.Offer(reachable, BridgeProgram.Command);
            }
            else
            {
                LogNoAddress(loggers.CreateLogger("Ao.AspNetCore"), pattern);
            }
        });
        return new ToolRouteBuilder(endpoints, provider).MapTools(pattern, tools);
    }

    [LoggerMessage(LogLevel.Error, "The server does not say where it listens, so that no agent can be told of the tools at {Pattern}. Give their whole address to MapAoAgentTools.")]
    private static partial void LogNoAddress(ILogger logger, string pattern);
}
