using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;

namespace Ao.Configuration;

/// <summary>A YAML file as a layer of a configuration.</summary>
internal sealed class YamlConfigurationSource(string path, bool optional) : IConfigurationSource
{
    // The name under which SetBasePath of the framework's file providers keeps the base path.
    private const string FileProviderProperty = "FileProvider";

    public IConfigurationProvider Build(IConfigurationBuilder builder) => new YamlConfigurationProvider(path, Resolve(builder), optional);

    private string Resolve(IConfigurationBuilder builder)
    {
        if (!Path.IsPathRooted(path) && builder.Properties.TryGetValue(FileProviderProperty, out var value) && value is IFileProvider files
            && files.GetFileInfo(path).PhysicalPath is { } physical)
        {
            return physical;
        }

        return Path.GetFullPath(path);
    }
}
