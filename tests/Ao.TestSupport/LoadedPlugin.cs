using Ao.Commands;
using Ao.Configuration;
using Ao.Plugins;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ao.TestSupport;

/// <summary>A plugin loaded from its folder, with its private dependencies, as a host loads it.</summary>
public sealed class LoadedPlugin : IAsyncDisposable
{
    private readonly TempFolder _data = new();
    private readonly ServiceProvider _services;

    /// <summary>Prepares the plugin; it is loaded when it is first asked for.</summary>
    /// <param name="folder">The folder that holds the plugins' folders.</param>
    /// <param name="id">The plugin's id.</param>
    /// <param name="settings">The plugin's options, by key.</param>
    public LoadedPlugin(string folder, string id, IReadOnlyDictionary<string, string?> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(static entry => KeyValuePair.Create($"Options:{entry.Key}", entry.Value))).Build();
        var options = new AoOptions { DataFolder = _data.Path, PluginFolders = [folder], Plugins = { [id] = new PluginOptions { Options = configuration.GetSection("Options") } } };
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ICommandRunner, CommandRunner>();
        services.AddHttpClient();
        services.AddSingleton<IOptions<AoOptions>>(new OptionsWrapper<AoOptions>(options));
        services.AddAoPlugins();
        _services = services.BuildServiceProvider();
    }

    /// <summary>Gives the implementation of a slot, guarded as in a host.</summary>
    public TSlot Get<TSlot>(string name)
        where TSlot : class => _services.GetRequiredService<ISlotCatalog>().Get<TSlot>(name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _data.Dispose();
    }
}
