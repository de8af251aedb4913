using Ao.AgentTools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ao.AspNetCore.AgentTools;

/// <summary>Maps the tools into a server.</summary>
internal static class ToolRoutes
{
    /// <summary>Maps them; the route builder's services hold the protocol.</summary>
    public static IEndpointConventionBuilder MapTools(this IEndpointRouteBuilder endpoints, string pattern, IAgentTools tools)
    {
        var group = endpoints.MapGroup(pattern);
        group.MapMcp();

        // Tells a bridge that it has found a host that takes its token.
        group.MapMethods("", [HttpMethods.Options], static context =>
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = new ToolGate(tools, next).InvokeAsync;
        });

        // The token is the authentication; what the host asks of people does not apply to agents.
        group.AllowAnonymous();
        return group;
    }
}
