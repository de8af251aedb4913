using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Backlog;

/// <summary>Registers the backlog.</summary>
internal static class BacklogServices
{
    public static IServiceCollection AddAoBacklog(this IServiceCollection services)
    {
        foreach (var kind in BacklogFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<BacklogProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<BacklogProjection>());
        services.AddSingleton<BacklogContext>();
        services.AddSingleton<BacklogReader>();
        services.AddSingleton<BacklogIssues>();
        services.AddSingleton<BreakdownSteps>();
        services.AddSingleton<BacklogSteps>();
        services.AddSingleton<BacklogDesk>();
        services.AddSingleton<IBacklog>(static provider => provider.GetRequiredService<BacklogDesk>());
        services.AddSingleton<IEngineStage, BacklogStage>();
        return services;
    }
}
