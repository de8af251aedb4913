using Ao.Hosting;

namespace Ao.Plugins;

/// <summary>Checks, loads and starts the named plugins with the engine, and stops them with it.</summary>
internal sealed class PluginStage(PluginCatalog catalog) : IEngineStage
{
    public int Order => 200;

    public ValueTask StartAsync(CancellationToken cancellationToken) => catalog.StartAsync(cancellationToken);

    public ValueTask StopAsync(CancellationToken cancellationToken) => catalog.StopAsync(cancellationToken);
}
