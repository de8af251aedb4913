using System.Diagnostics.CodeAnalysis;
using Ao.Agents;
using Ao.Convergence;
using Ao.Notifiers;
using Ao.Reports;
using Ao.Runtimes;
using Ao.Scm;
using Ao.Terminals;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Plugins;

/// <summary>Fills slots.</summary>
/// <remarks>An implementation is a singleton. Where one class fills two slots or has optional capabilities, it is still one instance.</remarks>
public static class AoPluginBuilderExtensions
{
    /// <summary>Fills the agent slot.</summary>
    /// <typeparam name="T">The implementation.</typeparam>
    /// <param name="builder">The plugin's builder.</param>
    /// <param name="name">The name that projects use.</param>
    /// <returns>The builder.</returns>
    public static IAoPluginBuilder AddAgent<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IAoPluginBuilder builder, string name)
        where T : class, IAgent => builder.Add<IAgent, T>(name);

    /// <summary>Fills the runtime slot.</summary>
    /// <typeparam name="T">The implementation.</typeparam>
    /// <param name="builder">The plugin's builder.</param>
    /// <param name="name">The name that projects use.</param>
    /// <returns>The builder.</returns>
    public static IAoPluginBuilder AddRuntime<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IAoPluginBuilder builder, string name)
        where T : class, IRuntime => builder.Add<IRuntime, T>(name);

    /// <summary>Fills the scm slot.</summary>
    /// <typeparam name="T">The implementation.</typeparam>
    /// <param name="builder">The plugin's builder.</param>
    /// <param name="name">The name that projects use.</param>
    /// <returns>The builder.</returns>
    public static IAoPluginBuilder AddScm<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IAoPluginBuilder builder, string name)
        where T : class, IScm => builder.Add<IScm, T>(name);

    /// <summary>Fills the notifier slot.</summary>
    /// <typeparam name="T">The implementation.</typeparam>
    /// <param name="builder">The plugin's builder.</param>
    /// <param name="name">The name that projects use.</param>
    /// <returns>The builder.</returns>
    public static IAoPluginBuilder AddNotifier<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IAoPluginBuilder builder, string name)
        where T : class, INotifier => builder.Add<INotifier, T>(name);

    /// <summary>Fills the tracker slot.</summary>
    /// <typeparam name="T">The implementation.</typeparam>
    /// <param name="builder">The plugin's builder.</param>
    /// <param name="name">The name that projects use.</param>
    /// <returns>The builder.</returns>
    public static IAoPluginBuilder AddTracker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IAoPluginBuilder builder, string name)
        where T : class, ITracker => builder.Add<ITracker, T>(name);

    /// <summary>Fills the terminal slot.</summary>
    /// <typeparam name="T">The implementation.</typeparam>
    /// <param name="builder">The plugin's builder.</param>
    /// <param name="name">The name that projects use.</param>
    /// <returns>The builder.</returns>
    public static IAoPluginBuilder AddTerminal<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IAoPluginBuilder builder, string name)
        where T : class, ITerminal => builder.Add<ITerminal, T>(name);

    /// <summary>Fills the reporter slot.</summary>
    /// <typeparam name="T">The implementation.</typeparam>
    /// <param name="builder">The plugin's builder.</param>
    /// <param name="name">The name that projects use.</param>
    /// <returns>The builder.</returns>
    public static IAoPluginBuilder AddReporter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IAoPluginBuilder builder, string name)
        where T : class, IReporter => builder.Add<IReporter, T>(name);

    /// <summary>Fills the convergence slot.</summary>
    /// <typeparam name="T">The implementation.</typeparam>
    /// <param name="builder">The plugin's builder.</param>
    /// <param name="name">The name that projects use.</param>
    /// <returns>The builder.</returns>
    public static IAoPluginBuilder AddConvergenceDetector<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IAoPluginBuilder builder, string name)
        where T : class, IConvergenceDetector => builder.Add<IConvergenceDetector, T>(name);

    private static IAoPluginBuilder Add<TSlot, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(this IAoPluginBuilder builder, string name)
        where TSlot : class
        where T : class, TSlot
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!builder.Services.Any(service => service.ServiceType == typeof(T)))
        {
            builder.Services.AddSingleton<T>();
        }

        builder.Services.AddKeyedSingleton<TSlot>(name, static (services, _) => services.GetRequiredService<T>());
        return builder;
    }
}
