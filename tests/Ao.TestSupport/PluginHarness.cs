using Ao.Commands;
using Ao.Plugins;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.TestSupport;

/// <summary>A plugin linked into a test, in the surroundings that a host gives it.</summary>
public sealed class PluginHarness : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _services;

    private PluginHarness(IAoPlugin plugin, Action<IServiceCollection>? configure, IReadOnlyDictionary<string, string?> options)
    {
        // The host's own builder, so that options are bound and checked as they are there.
        var builder = new PluginBuilder(new ConfigurationBuilder().AddInMemoryCollection(options).Build());
        var services = builder.Services;
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<ICommandRunner, Ao.Commands.CommandRunner>();
        services.AddSingleton<IHttpClients, PlainHttpClients>();
        DataFolder = _folder.Combine("data");
        Directory.CreateDirectory(DataFolder);
        services.AddSingleton(new PluginEnvironment { Id = "test", Version = "0.0.0", Folder = AppContext.BaseDirectory, DataFolder = DataFolder });
        configure?.Invoke(services);
        plugin.Configure(builder);
        builder.Complete(plugin.GetType());
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>Gets the plugin's data folder.</summary>
    public string DataFolder { get; }

    /// <summary>Gets the plugin's services.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Configures a plugin and starts what it hosts.</summary>
    /// <param name="options">The plugin's options, by key.</param>
    /// <param name="configure">Replaces services of the surroundings.</param>
    public static async Task<PluginHarness> StartAsync<TPlugin>(IReadOnlyDictionary<string, string?>? options = null, Action<IServiceCollection>? configure = null)
        where TPlugin : IAoPlugin, new()
    {
        var harness = new PluginHarness(new TPlugin(), configure, options ?? new Dictionary<string, string?>());
        try
        {
            harness.Services.GetService<IStartupValidator>()?.Validate();
            foreach (var hosted in harness.Services.GetServices<IHostedService>())
            {
                await hosted.StartAsync(CancellationToken.None);
            }

            return harness;
        }
        catch
        {
            // Its hosted services may be what cannot be made: there is nothing to stop.
            await harness._services.DisposeAsync();
            harness._folder.Dispose();
            throw;
        }
    }

    /// <summary>Gives the implementation of a slot.</summary>
    public TSlot Get<TSlot>(string name)
        where TSlot : notnull => _services.GetRequiredKeyedService<TSlot>(name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class PlainHttpClients : IHttpClients, IDisposable
    {
        private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

        public HttpClient Create(string name) => _client;

        public void Dispose() => _client.Dispose();
    }
}
