namespace Ao.Plugins;

/// <summary>A plugin that is linked into the host instead of being loaded from a folder.</summary>
/// <remarks>It is always named: to link a plugin is to want it. Its slots are those that it fills, so it needs no attributes.</remarks>
/// <param name="Id">The id, as in the configuration's <c>Plugins</c>.</param>
/// <param name="Create">Makes the class that configures the plugin.</param>
internal sealed record PluginRegistration(string Id, Func<IAoPlugin> Create)
{
    /// <summary>Gives the registration of a class, under the id that its assembly's <see cref="AoPluginAttribute"/> gives it or that is handed in.</summary>
    /// <exception cref="AoException">No id is handed in and the assembly's attribute does not name the class.</exception>
    public static PluginRegistration Of<TPlugin>(string? id = null)
        where TPlugin : IAoPlugin, new()
    {
        var attribute = (AoPluginAttribute?)Attribute.GetCustomAttribute(typeof(TPlugin).Assembly, typeof(AoPluginAttribute));
        var known = id ?? (attribute?.Entry == typeof(TPlugin) ? attribute.Id : null)
            ?? throw new AoException($"{typeof(TPlugin).FullName} has no plugin id. Give one to AddPlugin, or name the class in an AoPlugin attribute of its assembly.");
        return new PluginRegistration(known, static () => new TPlugin());
    }
}
