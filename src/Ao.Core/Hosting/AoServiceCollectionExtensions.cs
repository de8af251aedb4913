using Ao;
using Ao.AgentTools;
using Ao.Configuration;
using Ao.Hosting;
using Ao.Plugins;
using Ao.Sessions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds orchestrators to a host.</summary>
public static class AoServiceCollectionExtensions
{
    /// <summary>Adds the host's orchestrator, configured by the section <c>Ao</c> of the host's configuration and then by code.</summary>
    /// <param name="services">The host's services. They get an <see cref="IOrchestrator"/>, which starts and stops with the host.</param>
    /// <param name="configure">Changes the options after the section was read, where there is something to change.</param>
    /// <returns>The orchestrator's own services.</returns>
    /// <exception cref="AoException">An orchestrator was added without a name before.</exception>
    /// <example>
    /// <code>
    /// var builder = Host.CreateApplicationBuilder(args);
    /// builder.Configuration.AddAoYamlFile("ao.yaml");
    /// builder.Services.AddAo();
    /// await builder.Build().RunAsync();
    /// </code>
    /// </example>
    public static IAoBuilder AddAo(this IServiceCollection services, Action<AoOptions>? configure = null) =>
        services.AddEngine(
            new EngineRegistration { Name = AoBuilder.DefaultName, Section = static host => host.GetService<IConfiguration>()?.GetSection(AoOptions.SectionName) },
            configure);

    /// <summary>Adds the host's orchestrator, configured by a section and then by code.</summary>
    /// <param name="services">The host's services. They get an <see cref="IOrchestrator"/>, which starts and stops with the host.</param>
    /// <param name="section">The orchestrator's section.</param>
    /// <param name="configure">Changes the options after the section was read, where there is something to change.</param>
    /// <returns>The orchestrator's own services.</returns>
    /// <exception cref="AoException">An orchestrator was added without a name before.</exception>
    public static IAoBuilder AddAo(this IServiceCollection services, IConfiguration section, Action<AoOptions>? configure = null) =>
        services.AddAo(AoBuilder.DefaultName, section, configure);

    /// <summary>Adds one of several orchestrators, such as one for each tenant. Each has its own data folder, plugins, projects and policy.</summary>
    /// <param name="services">The host's services. They get an <see cref="IOrchestrator"/> with the name as its key, which starts and stops with the host.</param>
    /// <param name="name">The orchestrator's name.</param>
    /// <param name="section">The orchestrator's section.</param>
    /// <param name="configure">Changes the options after the section was read, where there is something to change.</param>
    /// <returns>The orchestrator's own services.</returns>
    /// <exception cref="AoException"><paramref name="name"/> cannot be a name, or an orchestrator of that name was added before.</exception>
    public static IAoBuilder AddAo(this IServiceCollection services, string name, IConfiguration section, Action<AoOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddEngine(new EngineRegistration { Name = name, Section = _ => section }, configure);
    }

    /// <summary>Adds one of several orchestrators, configured by code alone.</summary>
    /// <param name="services">The host's services. They get an <see cref="IOrchestrator"/> with the name as its key, which starts and stops with the host.</param>
    /// <param name="name">The orchestrator's name.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The orchestrator's own services.</returns>
    /// <exception cref="AoException"><paramref name="name"/> cannot be a name, or an orchestrator of that name was added before.</exception>
    public static IAoBuilder AddAo(this IServiceCollection services, string name, Action<AoOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddEngine(new EngineRegistration { Name = name, Section = static _ => null }, configure);
    }

    /// <summary>Adds an orchestrator from what it is made of.</summary>
    internal static IAoBuilder AddEngine(this IServiceCollection services, EngineRegistration registration, Action<AoOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        var name = registration.Name;
        CheckName(services, name);
        if (configure is not null)
        {
            registration.Services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddPluginHttp();
        services.AddSingleton(registration);
        services.AddKeyedSingleton(name, (host, _) => new EngineHost(registration, host));
        services.AddSingleton<IHostedService>(host => new EngineHostedService(host.GetRequiredKeyedService<EngineHost>(name), host));
        services.AddKeyedSingleton(name, static (host, key) => host.GetRequiredKeyedService<EngineHost>(key).Services.GetRequiredService<IOrchestrator>());
        services.AddKeyedSingleton(name, static (host, key) => host.GetRequiredKeyedService<EngineHost>(key).Services.GetRequiredService<IAgentTools>());
        if (name == AoBuilder.DefaultName)
        {
            services.AddSingleton(static host => host.GetRequiredKeyedService<IOrchestrator>(AoBuilder.DefaultName));
        }

        return new AoBuilder(name, registration.Services);
    }

    private static void CheckName(IServiceCollection services, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!ProjectId.TryParse(name, null, out _))
        {
            throw new AoException($"'{Printable.Quote(name)}' cannot name an orchestrator. Use 1 to {ProjectId.MaxLength} of a-z, 0-9 and '-', not first or last a hyphen.");
        }

        if (services.Any(service => !service.IsKeyedService && service.ImplementationInstance is EngineRegistration other && other.Name == name))
        {
            throw new AoException($"An orchestrator '{name}' was added before. Call AddAo once for each, and give each its own name.");
        }
    }
}
