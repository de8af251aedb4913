using System.Text;
using Ao.Commands;
using Ao.Configuration;
using Ao.Hosting;
using Ao.Plugins;
using Ao.Runtimes;
using Ao.Sessions;
using Ao.Terminals;
using Ao.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Ao.Core.Tests.Plugins;

/// <summary>A plugin folder of a test's own, filled from the odd plugins, and the catalog over it.</summary>
internal sealed class PluginFixture : IAsyncDisposable
{
    private static readonly string s_built = Path.Combine(AppContext.BaseDirectory, "test-plugins");

    // What the build of the odd plugins writes, with room behind the version.
    private const string Built = "0.1.0";
    private static readonly string s_builtVersion = Built + "+" + new string('0', 32);

    private readonly TempFolder _folder = new();
    private readonly Lazy<ServiceProvider> _services;

    public PluginFixture(params string[] plugins)
    {
        _services = new Lazy<ServiceProvider>(Build);
        Directory.CreateDirectory(Folder);
        Options = new AoOptions { DataFolder = _folder.Combine("data"), PluginFolders = [Folder] };
        foreach (var plugin in plugins)
        {
            Install(plugin);
            Name(plugin);
        }
    }

    public string Folder => _folder.Combine("plugins");

    public AoOptions Options { get; }

    public IServiceCollection Added { get; } = new ServiceCollection();

    public FakeLogCollector Logs => _services.Value.GetRequiredService<FakeLogCollector>();

    public ISlotCatalog Catalog => _services.Value.GetRequiredService<ISlotCatalog>();

    public IEngineStage Stage => _services.Value.GetRequiredService<IEngineStage>();

    public PluginDescriptor this[string id] => Assert.Single(Catalog.List(), plugin => plugin.Id == id);

    /// <summary>Copies an odd plugin as its build laid it out, and gives the folder of the copy.</summary>
    public string Install(string id, string version = Built, string? asId = null, string? root = null)
    {
        var source = Path.Combine(s_built, id, Built);
        var target = Path.Combine(root ?? Folder, asId ?? id, version);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        if (version != Built)
        {
            WriteVersion(target, version);
        }

        return target;
    }

    public string Combine(params string[] parts) => _folder.Combine(parts);

    public PluginOptions Name(string id, string? options = null)
    {
        var settings = new PluginOptions();
        if (options is not null)
        {
            using var json = new MemoryStream(Encoding.UTF8.GetBytes(options));
            settings.Options = new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("Options");
        }

        Options.Plugins[id] = settings;
        return settings;
    }

    public async Task StartAsync() => await Stage.StartAsync(TestContext.Current.CancellationToken);

    /// <summary>Starts what cannot start, and gives the error.</summary>
    public async Task<string> FailAsync()
    {
        var error = await Assert.ThrowsAsync<PluginException>(StartAsync);
        return error.Message;
    }

    public async Task<string> CaptureAsync(string name) =>
        (await Catalog.Get<ITerminal>(name).CaptureAsync(new RunHandle(new RunId(new SessionId("shop", 1), 1), "token"), TestContext.Current.CancellationToken))!;

    public async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated)
        {
            await _services.Value.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static void WriteVersion(string folder, string version)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.dll"))
        {
            var bytes = File.ReadAllBytes(file);
            var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(s_builtVersion));
            if (at >= 0)
            {
                Encoding.UTF8.GetBytes((version + "+").PadRight(s_builtVersion.Length, '0')).CopyTo(bytes, at);
                File.WriteAllBytes(file, bytes);
            }
        }
    }

    private ServiceProvider Build()
    {
        IServiceCollection services = new ServiceCollection();
        foreach (var service in Added)
        {
            services.Add(service);
        }

        services.AddLogging(static logging => logging.AddFakeLogging());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ICommandRunner, CommandRunner>();
        services.AddHttpClient();
        services.AddSingleton<IOptions<AoOptions>>(new OptionsWrapper<AoOptions>(Options));
        services.AddAoPlugins();
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
