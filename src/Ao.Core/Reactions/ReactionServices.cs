using Ao.Hosting;
using Ao.Journal;
using Ao.PullRequests.Watch;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Reactions;

/// <summary>Registers the reactions.</summary>
internal static class ReactionServices
{
    /// <summary>Adds what is known of reactions, and what people do with it.</summary>
    public static IServiceCollection AddAoReactions(this IServiceCollection services)
    {
        foreach (var kind in ReactionFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<ReactionProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<ReactionProjection>());
        services.AddSingleton<ReactionCatalog>();
        services.AddSingleton<ReactionContext>();
        services.AddSingleton<ReactionDesk>();
        services.AddSingleton<IReactions>(static provider => provider.GetRequiredService<ReactionDesk>());
        return services;
    }

    /// <summary>Adds what looks at pull requests and reacts of itself.</summary>
    public static IServiceCollection AddAoReacting(this IServiceCollection services)
    {
        services.AddSingleton<IEngineStage, PullRequestWatchStage>();
        services.AddSingleton<AttributionSteps>();
        services.AddSingleton<DeliveryStep>();
        services.AddSingleton<OutsideSteps>();
        services.AddSingleton<ReactionSteps>();
        services.AddSingleton<FactSignals>();
        services.AddSingleton<IEngineStage, ReactionStage>();
        return services;
    }
}
