using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.PullRequests.Watch;

/// <summary>Registers what is known of pull requests, and how they are looked at.</summary>
internal static class PullRequestWatchServices
{
    public static IServiceCollection AddAoPullRequestWatch(this IServiceCollection services)
    {
        foreach (var kind in PullRequestFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<PullRequestProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<PullRequestProjection>());
        services.AddSingleton<PullRequestReader>();
        services.AddSingleton<PullRequestRecorder>();
        services.AddSingleton<PullRequestWatch>();
        return services;
    }
}
