using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Ao.AspNetCore.AgentTools;

/// <summary>Adds routes to a host's server that are served from services of their own, so that a protocol server of the host's, or that of another orchestrator, is not mixed with this one.</summary>
internal sealed class ToolRouteBuilder(IEndpointRouteBuilder host, IServiceProvider services) : IEndpointRouteBuilder
{
    public IServiceProvider ServiceProvider => services;

    public ICollection<EndpointDataSource> DataSources => host.DataSources;

    public IApplicationBuilder CreateApplicationBuilder() => host.CreateApplicationBuilder();
}
