using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Alignment;

/// <summary>Registers the checks of alignment.</summary>
internal static class AlignmentServices
{
    public static IServiceCollection AddAoAlignment(this IServiceCollection services)
    {
        foreach (var kind in AlignmentFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<AlignmentProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<AlignmentProjection>());
        services.AddSingleton<ForkSources>();
        services.AddSingleton<PeerVerdicts>();
        services.AddSingleton<AlignmentCommands>();
        services.AddSingleton<AlignmentVerification>();
        services.AddSingleton<AlignmentTrial>();
        services.AddSingleton<AlignmentDesk>();
        services.AddSingleton<IAlignment>(static provider => provider.GetRequiredService<AlignmentDesk>());
        services.AddSingleton<AlignmentGate>();
        services.AddSingleton<AlignmentTelling>();
        services.AddSingleton<IEngineStage, AlignmentStage>();
        return services;
    }
}
