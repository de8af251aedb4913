namespace Ao.Plugins;

/// <summary>Names the plugin that an assembly holds. The host reads it from metadata, without loading code.</summary>
/// <param name="id">The plugin's id, 1 to 40 of <c>a-z 0-9 -</c>: also the name of its folder.</param>
/// <param name="entry">The public class that implements <see cref="IAoPlugin"/> and has a parameterless constructor.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class AoPluginAttribute(string id, Type entry) : Attribute
{
    /// <summary>Gets the plugin's id.</summary>
    public string Id { get; } = id;

    /// <summary>Gets the class that configures the plugin.</summary>
    public Type Entry { get; } = entry;

    /// <summary>Gets or sets one sentence that tells people what the plugin is for.</summary>
    public string? Description { get; set; }

    /// <summary>Gets or sets the class that the plugin's options are bound to. The host reads the names of its properties from metadata, to tell a mistyped key from a known one.</summary>
    public Type? Options { get; set; }
}
