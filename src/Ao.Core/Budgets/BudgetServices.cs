using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Budgets;

/// <summary>Registers the budgets. Before the sessions: what a session is told of has to be in the books by then.</summary>
internal static class BudgetServices
{
    public static IServiceCollection AddAoBudgets(this IServiceCollection services)
    {
        foreach (var kind in BudgetFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<BudgetProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<BudgetProjection>());
        services.AddSingleton<BudgetRules>();
        services.AddSingleton<BudgetDesk>();
        services.AddSingleton<BudgetAsks>();
        services.AddSingleton<IEngineStage, BudgetStage>();
        services.AddSingleton<IBudgets, BudgetService>();
        return services;
    }
}
