namespace Ao.Plugins;

/// <summary>The one public class of a plugin: it says which implementations fill which slots.</summary>
/// <example>
/// <code>
/// [assembly: AoPlugin("chime", typeof(ChimePlugin))]
/// [assembly: AoSlot(Slot.Notifier, "chime")]
///
/// public sealed class ChimePlugin : IAoPlugin
/// {
///     public void Configure(IAoPluginBuilder builder) => builder.AddNotifier&lt;ChimeNotifier&gt;("chime");
/// }
/// </code>
/// </example>
public interface IAoPlugin
{
    /// <summary>Registers the plugin's services. It does no I/O: a plugin starts to work when it is first called, or in a hosted service of its own.</summary>
    /// <param name="builder">The plugin's own service collection and options.</param>
    void Configure(IAoPluginBuilder builder);
}
