using Microsoft.Extensions.DependencyInjection;

namespace Ao.Forks;

/// <summary>Registers the forks.</summary>
internal static class ForkServices
{
    public static IServiceCollection AddAoForks(this IServiceCollection services)
    {
        services.AddSingleton<IForkPeers, ForkPeers>();
        services.AddSingleton<IForks, ForkService>();
        return services;
    }
}
