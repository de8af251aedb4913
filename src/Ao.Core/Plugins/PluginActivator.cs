using System.Reflection;
using Ao.Commands;
using Ao.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins;

/// <summary>Loads a plugin's code, lets it configure itself and builds its services.</summary>
internal sealed class PluginActivator(IOptions<AoOptions> options, ILoggerFactory loggers, TimeProvider time, ICommandRunner commands, IHttpClientFactory clients)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly ILogger _logger = loggers.CreateLogger("Ao.Plugins");

    /// <exception cref="PluginException">The plugin cannot be loaded.</exception>
    public LoadedPlugin Activate(KnownPlugin plugin, PluginOptions? settings)
    {
        var started = time.GetTimestamp();
        using var activity = AoTelemetry.ActivitySource.StartActivity("ao.plugin.load");
        activity?.SetTag(AoTelemetry.PluginTag, plugin.Id);
        var entry = plugin.Linked is { } linked ? linked.Create() : CreateEntry(plugin, settings);
        var builder = new PluginBuilder((IConfiguration?)settings?.Options ?? new ConfigurationBuilder().Build());
        AddHostServices(builder.Services, plugin);
        PluginFault.Guard(plugin.Id, "could not be configured", () =>
        {
            entry.Configure(builder);
            builder.Complete(entry.GetType());
        });
        var slots = SlotContracts.SlotsIn(builder.Services).ToList();
        CheckSlots(plugin, slots);
        var loaded = new LoadedPlugin(plugin.Id, Build(plugin, builder.Services), slots, _logger, time, options.Value.PluginTimeout);
        PluginLog.Loaded(_logger, plugin.Id, plugin.Version?.ToString(), plugin.Folder, time.GetElapsedTime(started).TotalSeconds);
        return loaded;
    }

    private static void CheckSlots(KnownPlugin plugin, List<PluginSlot> slots)
    {
        if (slots.GroupBy(static slot => slot).FirstOrDefault(static same => same.Count() > 1)?.Key is { } twice)
        {
            throw new PluginException(plugin.Id, $"The plugin '{plugin.Id}' fills the {PluginPreflight.Name(twice.Slot)} slot as '{Printable.Quote(twice.Name)}' twice. Each needs a name of its own.");
        }

        if (plugin.Linked is not null)
        {
            return;
        }

        foreach (var (missing, text) in plugin.Slots.Except(slots).Select(static slot => (slot, "declares and does not fill")).Concat(slots.Except(plugin.Slots).Select(static slot => (slot, "fills and does not declare"))))
        {
            throw new PluginException(plugin.Id, $"The plugin '{plugin.Id}' {text} the {PluginPreflight.Name(missing.Slot)} '{Printable.Quote(missing.Name)}'. Its AoSlot attributes and its Configure method must agree: update the plugin, or tell its author.");
        }
    }

    private IAoPlugin CreateEntry(KnownPlugin plugin, PluginOptions? settings)
    {
        // Once more, as close to loading as can be: the folder may have changed since the start looked at it.
        if (PluginPin.FindProblem(plugin, settings, options.Value.RequirePinnedPlugins) is { } changed)
        {
            throw new PluginException(plugin.Id, changed);
        }

        var manifest = plugin.Manifest!;
        var type = PluginFault.Guard(plugin.Id, "could not be loaded", () =>
        {
            WarnOfNewer(plugin);
            return PluginContext.Load(manifest.AssemblyPath).GetType(manifest.Entry, throwOnError: true)!;
        });
        if (!type.IsAssignableTo(typeof(IAoPlugin)) || type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new PluginException(plugin.Id, $"The plugin '{plugin.Id}' names {manifest.Entry} as its entry, which is no class that implements IAoPlugin and has a public constructor without parameters. Update the plugin, or tell its author.");
        }

        return PluginFault.Guard(plugin.Id, "could not be created", () => (IAoPlugin)Activator.CreateInstance(type)!);
    }

    private void WarnOfNewer(KnownPlugin plugin)
    {
        foreach (var needed in plugin.Manifest!.References.Where(static reference => SharedAssemblies.Names.Contains(reference.Name!)))
        {
            var present = SharedAssemblyContext.Instance.LoadFromAssemblyName(new AssemblyName(needed.Name!)).GetName().Version!;
            if (needed.Version!.Major > present.Major)
            {
                PluginLog.NewerAssembly(_logger, plugin.Id, needed.Name!, needed.Version, present);
            }
        }
    }

    // Instances are not disposed with the plugin's services: they are the host's.
    private void AddHostServices(IServiceCollection services, KnownPlugin plugin)
    {
        services.AddSingleton(loggers);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(time);
        services.AddSingleton(commands);
        services.AddSingleton<IHttpClients>(new PluginHttpClients(clients, plugin.Id));
        services.AddSingleton(new PluginEnvironment
        {
            Id = plugin.Id,
            Version = plugin.Version?.ToString() ?? "0.0.0",
            Folder = plugin.Folder ?? AppContext.BaseDirectory,
            DataFolder = MakeDataFolder(plugin.Id),
        });
    }

    private string MakeDataFolder(string id)
    {
        var folder = Path.Combine(Path.GetFullPath(options.Value.DataFolder), "plugins", id);
        try
        {
            return OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder).FullName : Directory.CreateDirectory(folder, OwnerOnly).FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PluginException(id, $"The data folder of the plugin '{id}' cannot be made at {folder}: {Printable.Clean(exception.Message)} Correct {AoOptions.SectionName}:DataFolder, or let the host's account write there.", exception);
        }
    }

    private static ServiceProvider Build(KnownPlugin plugin, IServiceCollection services)
    {
        var provider = PluginFault.Guard(plugin.Id, "has services that do not fit together", () =>
            services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
        try
        {
            provider.GetService<IStartupValidator>()?.Validate();
            return provider;
        }
        catch (Exception exception)
        {
            provider.Dispose();
            throw exception is OptionsValidationException invalid
                ? new PluginException(plugin.Id, $"The options of the plugin '{plugin.Id}' cannot be used: {string.Concat(invalid.Failures.Select(static failure => $"\n    {Printable.Clean(failure)}"))}", exception)
                : PluginFault.Describe(plugin.Id, "could not check its options", exception);
        }
    }
}
