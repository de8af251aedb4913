using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Ao.Plugins;

/// <summary>Registers what the HTTP clients of plugins need in the container that has the client factory.</summary>
internal static class PluginHttpServices
{
    public static IServiceCollection AddPluginHttp(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<HttpClientFactoryOptions>, PluginHttpSetup>());
        if (!services.Any(static service => !service.IsKeyedService && service.ImplementationType == typeof(PluginHttpLogs)))
        {
            services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, PluginHttpLogs>());
        }

        return services;
    }
}
