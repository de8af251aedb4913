using Microsoft.Extensions.Configuration;

namespace Ao.Configuration;

/// <summary>The settings of one plugin.</summary>
public sealed class PluginOptions
{
    /// <summary>Gets or sets whether the plugin may be loaded.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets the version to load.</summary>
    /// <value>The default is <see langword="null"/>: the newest that is there.</value>
    public string? Version { get; set; }

    /// <summary>Gets or sets the SHA-256 hashes that the plugin's folder may have, in hexadecimal: all of its files count.</summary>
    /// <value>The default is none: any hash is allowed.</value>
    public IList<string> Sha256 { get; set; } = [];

    /// <summary>Gets or sets the plugin's own options: the section is bound to the class that the plugin names.</summary>
    public IConfigurationSection? Options { get; set; }
}
