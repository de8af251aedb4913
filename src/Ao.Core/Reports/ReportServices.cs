using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Reports;

/// <summary>Registers the reports.</summary>
internal static class ReportServices
{
    public static IServiceCollection AddAoReports(this IServiceCollection services)
    {
        foreach (var kind in ReportFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<ReportProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<ReportProjection>());
        services.AddSingleton<ReportContext>();
        services.AddSingleton<ReportCapture>();
        services.AddSingleton<IssueSteps>();
        services.AddSingleton<MendingSteps>();
        services.AddSingleton<FollowUpSteps>();
        services.AddSingleton<IEngineStage, FeedbackStage>();
        services.AddSingleton<IReports, ReportDesk>();
        return services;
    }
}
