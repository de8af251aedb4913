using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Convergence;

/// <summary>Registers the convergence of forks.</summary>
internal static class ConvergenceServices
{
    public static IServiceCollection AddAoConvergence(this IServiceCollection services)
    {
        foreach (var kind in FindingFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<FindingProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<FindingProjection>());
        services.AddSingleton<PublicationProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<PublicationProjection>());
        services.AddSingleton<ConvergenceContext>();
        services.AddSingleton<ForkTallies>();
        services.AddSingleton<ForeignPatterns>();
        services.AddSingleton<FindingViews>();
        services.AddSingleton<FindingDrafts>();
        services.AddSingleton<FindingSteps>();
        services.AddSingleton<FindingRecorder>();
        services.AddSingleton<RecordReader>();
        services.AddSingleton<HistoryReader>();
        services.AddSingleton<AnswerTrials>();
        services.AddSingleton<PublishedChanges>();
        services.AddSingleton<DependencyRecords>();
        services.AddSingleton<PortedRecords>();
        services.AddSingleton<PeerRecords>();
        services.AddSingleton<DeclaredRecords>();
        services.AddSingleton<PublicationBuilder>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<UpstreamPullRequests>();
        services.AddSingleton<ConvergenceProjects>();
        services.AddSingleton<IConvergence, FindingDesk>();
        services.AddSingleton<IEngineStage, ConvergenceStage>();
        return services;
    }
}
