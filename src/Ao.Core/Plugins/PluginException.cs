namespace Ao.Plugins;

/// <summary>Is thrown when a plugin cannot be found or loaded, or has thrown something itself.</summary>
public sealed class PluginException : AoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="pluginId">The plugin, where it is known.</param>
    /// <param name="message">What is wrong and what to do about it.</param>
    /// <param name="innerException">What the plugin threw.</param>
    public PluginException(string? pluginId, string message, Exception? innerException = null)
        : base(message, innerException) => PluginId = pluginId;

    /// <summary>Gets the plugin, or <see langword="null"/> where it is not known.</summary>
    public string? PluginId { get; }
}
