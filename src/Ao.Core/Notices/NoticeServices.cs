using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Notices;

/// <summary>Registers the notices.</summary>
internal static class NoticeServices
{
    public static IServiceCollection AddAoNotices(this IServiceCollection services)
    {
        foreach (var kind in NoticeFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<NoticeProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<NoticeProjection>());
        services.AddSingleton<NoticeDesk>();
        services.AddSingleton<INotices>(static provider => provider.GetRequiredService<NoticeDesk>());
        return services;
    }
}
