namespace Ao.Plugins;

/// <summary>The plugins that were found, and what became of them. What they implement is used by the engine alone.</summary>
public interface IPluginCatalog
{
    /// <summary>Lists the plugins that were found and those that the configuration names, with what became of them.</summary>
    /// <returns>The plugins, by id.</returns>
    IReadOnlyList<PluginDescriptor> List();
}
