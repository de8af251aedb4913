using Ao.Alignment;
using Ao.Backlog;
using Ao.Claims;
using Ao.Commands;
using Ao.Configuration;
using Ao.Convergence;
using Ao.Effects;
using Ao.Forks;
using Ao.Governance;
using Ao.Journal;
using Ao.Ledger;
using Ao.Notices;
using Ao.Plugins;
using Ao.Reactions;
using Ao.Reports;
using Ao.Reviews;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ao.Hosting;

/// <summary>Composes the services of one orchestrator.</summary>
internal static class EngineServices
{
    /// <summary>Makes an orchestrator's own services, with what it shares with the host bridged in.</summary>
    /// <remarks>What the host adds comes first: it can replace what the engine only adds when it is missing, and never what guards effects.</remarks>
    public static ServiceProvider Build(EngineRegistration registration, IServiceProvider host)
    {
        IServiceCollection services = new ServiceCollection { registration.Services };
        services.AddSingleton<LogRing>();
        services.AddSingleton<ILoggerFactory>(provider => new RecordingLoggerFactory(host.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance, provider.GetRequiredService<LogRing>()));
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.TryAddSingleton(host.GetService<TimeProvider>() ?? TimeProvider.System);
        if (host.GetService<IHttpClientFactory>() is { } clients)
        {
            services.TryAddSingleton(clients);
        }
        else
        {
            services.AddHttpClient();
            services.AddPluginHttp();
        }

        // Where an owner is likely to put them; a policy that is passed over in silence would let through what it denies.
        foreach (var policy in host.GetServices<IEffectPolicy>())
        {
            services.AddSingleton(policy);
        }

        foreach (var advisor in host.GetServices<IFeedbackAdvisor>())
        {
            services.AddSingleton(advisor);
        }

        services.AddOptions();
        services.AddSingleton<IPostConfigureOptions<AoOptions>>(new FolderResolution(Path.GetFullPath(host.GetService<IHostEnvironment>()?.ContentRootPath is { Length: > 0 } root ? root : ".")));
        services.AddSingleton<IOptionsFactory<AoOptions>>(provider => new AoOptionsFactory(
            registration.Name,
            registration.Section(host),
            provider.GetServices<IConfigureOptions<AoOptions>>(),
            provider.GetServices<IPostConfigureOptions<AoOptions>>(),
            provider.GetServices<IValidateOptions<AoOptions>>()));
        registration.Parts(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>Adds the engine's parts.</summary>
    public static void AddParts(IServiceCollection services)
    {
        services.TryAddSingleton<ICommandRunner, CommandRunner>();
        services.AddSingleton<IEngineStage, LeftoverCommands>();
        services.AddAoJournal();
        services.AddAoPlugins();
        services.AddAoEffects();
        services.AddAoNotices();
        services.AddAoClaims();
        services.AddAoForks();
        services.AddAoBacklog();
        services.AddAoLedgers();
        services.AddAoSessions();
        services.AddAoReports();
        services.AddAoReacting();
        services.AddAoReviews();
        services.AddAoAlignment();
        services.AddAoConvergence();
    }
}
