using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Governance;

/// <summary>Registers the policies.</summary>
internal static class GovernanceServices
{
    public static IServiceCollection AddAoGovernance(this IServiceCollection services)
    {
        foreach (var kind in GovernanceFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<PolicyProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<PolicyProjection>());
        services.AddSingleton<PolicySet>();
        services.AddSingleton<PolicyJudge>();
        services.AddSingleton<PolicyDesk>();
        services.AddSingleton<BackTestReader>();
        services.AddSingleton<BackTester>();
        services.AddSingleton<IGovernance, GovernanceDesk>();
        services.AddSingleton<IEngineStage, PolicyAdoption>();
        return services;
    }
}
