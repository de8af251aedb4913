using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Forks;

/// <summary>Registers the forks.</summary>
internal static class ForkServices
{
    public static IServiceCollection AddAoForks(this IServiceCollection services)
    {
        foreach (var kind in ForkFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<ForkProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<ForkProjection>());
        services.AddSingleton<ForkPeers>();
        services.AddSingleton<IForkPeers>(static provider => provider.GetRequiredService<ForkPeers>());
        services.AddSingleton<ForkLooks>();
        services.AddSingleton<ForkLooker>();
        services.AddSingleton<ForkRecords>();
        services.AddSingleton<ForkViews>();
        services.AddSingleton<ForkDrift>();
        services.AddSingleton<ForkDesk>();
        services.AddSingleton<ForkIdentityDesk>();
        services.AddSingleton<ForkRegistry>();
        services.AddSingleton<ForkIntroductions>();
        services.AddSingleton<ForkSources>();
        services.AddSingleton<ForkSync>();
        services.AddSingleton<ForkUpstream>();
        services.AddSingleton<IForks, ForkService>();
        services.AddSingleton<IEngineStage, ForkStage>();
        return services;
    }
}
