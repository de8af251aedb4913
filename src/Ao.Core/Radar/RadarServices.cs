using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Radar;

/// <summary>Registers the merge radar.</summary>
internal static class RadarServices
{
    public static IServiceCollection AddAoRadar(this IServiceCollection services)
    {
        foreach (var kind in RadarFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<RadarProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<RadarProjection>());
        services.AddSingleton<RadarSights>();
        services.AddSingleton<RadarScreen>();
        services.AddSingleton<RadarAppend>();
        services.AddSingleton<RadarRound>();
        services.AddSingleton<RadarWatch>();
        services.AddSingleton<MergeForecast>();
        services.AddSingleton<IMergeRadar, RadarDesk>();
        services.AddSingleton<IEngineStage, RadarStage>();
        return services;
    }
}
