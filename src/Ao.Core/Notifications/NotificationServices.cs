using Ao.Hosting;
using Ao.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Notifications;

/// <summary>Registers what tells people.</summary>
internal static class NotificationServices
{
    public static IServiceCollection AddAoNotifications(this IServiceCollection services)
    {
        foreach (var kind in NotificationFactKinds.All)
        {
            services.AddSingleton(kind);
        }

        services.AddSingleton<UndeliveredProjection>();
        services.AddSingleton<IProjection>(static provider => provider.GetRequiredService<UndeliveredProjection>());
        services.AddSingleton<UndeliveredDesk>();
        services.AddSingleton<NotifierBoard>();
        services.AddSingleton<NotificationSource>();
        services.AddSingleton<NotificationSender>();
        services.AddSingleton<NotifierPlaces>();
        services.AddSingleton<INotifications, NotificationDesk>();
        services.AddSingleton<IEngineStage, NotificationStage>();
        return services;
    }
}
