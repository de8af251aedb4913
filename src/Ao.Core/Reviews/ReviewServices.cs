using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Reviews;

/// <summary>Registers the reviews.</summary>
internal static class ReviewServices
{
    public static IServiceCollection AddAoReviews(this IServiceCollection services)
    {
        foreach (var kind in ReviewFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<ReviewProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<ReviewProjection>());
        services.AddSingleton<ReviewContext>();
        services.AddSingleton<ReviewSteps>();
        services.AddSingleton<ThreadSteps>();
        services.AddSingleton<IEngineStage, ReviewStage>();
        services.AddSingleton<IReviews, ReviewDesk>();
        return services;
    }
}
