using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Claims;

/// <summary>Registers the claims.</summary>
internal static class ClaimServices
{
    public static IServiceCollection AddAoClaims(this IServiceCollection services)
    {
        foreach (var kind in ClaimFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<ClaimProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<ClaimProjection>());
        services.AddSingleton<ClaimLosses>();
        services.AddSingleton<ClaimDesk>();
        services.AddSingleton<ClaimService>();
        services.AddSingleton<IClaims>(static provider => provider.GetRequiredService<ClaimService>());
        services.AddSingleton<ClaimGuard>();
        services.AddSingleton<PullRequestTaking>();
        services.AddSingleton<ClaimKeeper>();
        services.AddSingleton<IEngineStage, ClaimStage>();
        return services;
    }
}
