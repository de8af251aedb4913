using Ao.Configuration;
using Ao.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ao.Plugins;

/// <summary>Registers the plugin catalog.</summary>
internal static class PluginServices
{
    public static IServiceCollection AddAoPlugins(this IServiceCollection services)
    {
        services.AddSingleton<PluginConfigurationValidator>();
        services.AddSingleton<IValidateOptions<AoOptions>>(static provider => provider.GetRequiredService<PluginConfigurationValidator>());
        services.AddSingleton(static provider => provider.GetRequiredService<PluginConfigurationValidator>().InventoryOf(provider.GetRequiredService<IOptions<AoOptions>>().Value));
        services.AddSingleton<PluginActivator>();
        services.AddSingleton<PluginCatalog>();
        services.AddSingleton<ISlotCatalog>(static provider => provider.GetRequiredService<PluginCatalog>());
        services.Decorate<ISlotCatalog, GuardedPluginCatalog>();
        services.AddSingleton<IPluginCatalog>(static provider => provider.GetRequiredService<ISlotCatalog>());
        services.AddSingleton<IEngineStage, PluginStage>();
        return services;
    }

    /// <summary>Links a plugin into the host: it takes the same path as one from a folder, behind the loading of its assembly.</summary>
    /// <typeparam name="TPlugin">The class that configures the plugin.</typeparam>
    /// <param name="services">The orchestrator's own services.</param>
    /// <param name="id">The plugin's id, where its assembly's <see cref="AoPluginAttribute"/> does not give it one.</param>
    public static IServiceCollection AddLinkedPlugin<TPlugin>(this IServiceCollection services, string? id = null)
        where TPlugin : IAoPlugin, new() => services.AddSingleton(PluginRegistration.Of<TPlugin>(id));
}
