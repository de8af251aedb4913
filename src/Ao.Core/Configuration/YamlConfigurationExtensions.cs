using Ao.Configuration;

namespace Microsoft.Extensions.Configuration;

/// <summary>Adds YAML files to a configuration.</summary>
public static class YamlConfigurationExtensions
{
    /// <summary>Adds a YAML file. It is read once: an orchestrator takes its configuration at its start.</summary>
    /// <param name="builder">The configuration.</param>
    /// <param name="path">The file; a relative path is taken from the configuration's base path, which is a host's content root.</param>
    /// <param name="optional">Whether the file may be missing.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="ConfigurationException">The file is missing, or cannot be read as YAML; it is thrown when the configuration is built, and says file, line and column.</exception>
    /// <example>
    /// <code>builder.Configuration.AddAoYamlFile("ao.yaml");</code>
    /// </example>
    public static IConfigurationBuilder AddAoYamlFile(this IConfigurationBuilder builder, string path, bool optional = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return builder.Add(new YamlConfigurationSource(path, optional));
    }
}
