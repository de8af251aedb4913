using Ao;
using Ao.AspNetCore.Webhooks;
using Ao.Sessions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the addresses that outside services send their requests to into an ASP.NET Core host.</summary>
public static class AoWebhooksEndpointExtensions
{
    /// <summary>Takes requests of outside services at <c>{pattern}/{slot}/{name}</c>, such as <c>/ao/webhooks/scm/my-forge</c>, and gives them to the plugin that fills the slot under that name.</summary>
    /// <remarks>Each plugin proves the sender itself, by a signature or a secret, so that the route must let everybody in: put no authorization on it. It can be behind a proxy that passes bodies and headers on unchanged.
    /// Bodies of more than 25 MiB are refused. A limit on the rate of requests is the host's to set, on what this returns.</remarks>
    /// <param name="endpoints">The host's routes.</param>
    /// <param name="pattern">The path. Each orchestrator of a host needs one of its own.</param>
    /// <param name="orchestrator">The name of the orchestrator.</param>
    /// <returns>What further conventions can be put on.</returns>
    /// <exception cref="AoException">There is no such orchestrator.</exception>
    public static IEndpointConventionBuilder MapAoWebhooks(this IEndpointRouteBuilder endpoints, string pattern = "/ao/webhooks", string orchestrator = "default")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        var found = endpoints.ServiceProvider.GetKeyedService<IOrchestrator>(orchestrator)
            ?? throw new AoException($"There is no orchestrator '{Printable.Quote(orchestrator)}' in this host. Call AddAo for it first.");
        return endpoints.MapPost($"{pattern.TrimEnd('/')}/{{slot}}/{{name}}", new WebhookRoute(found).InvokeAsync);
    }
}
