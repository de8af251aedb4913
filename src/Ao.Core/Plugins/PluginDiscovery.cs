using Ao.Configuration;

namespace Ao.Plugins;

/// <summary>Finds plugins in the configured folders, each as <c>id/version/</c>. It reads metadata only.</summary>
internal sealed class PluginDiscovery(AoOptions options)
{
    private const int MaxFiles = 5_000;

    /// <summary>Gets the folders that are searched.</summary>
    public IReadOnlyList<string> Folders { get; } = [.. options.PluginFolders.Where(IsPath).Select(Path.GetFullPath)];

    /// <summary>Gets what is wrong with the folders themselves.</summary>
    public List<string> Problems { get; } = [];

    public List<KnownPlugin> Find()
    {
        var found = new Dictionary<string, KnownPlugin>(StringComparer.Ordinal);
        foreach (var root in Folders.Distinct(StringComparer.Ordinal))
        {
            foreach (var folder in FoldersIn(root))
            {
                var plugin = Read(Path.GetFileName(folder), folder);
                if (plugin is not null && !found.TryAdd(plugin.Id, plugin))
                {
                    var other = found[plugin.Id];
                    other.Fail(PluginStatus.Failed, $"There are two plugins '{plugin.Id}': one in {other.Folder}, one in {plugin.Folder}. Remove one of them.");
                }
            }
        }

        return [.. found.Values];
    }

    // What is none is reported by the validation of the options themselves.
    private static bool IsPath(string? folder) => !string.IsNullOrWhiteSpace(folder) && !folder.Any(char.IsControl);

    private List<string> FoldersIn(string root)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException) when (root == AoOptions.DefaultPluginFolder)
        {
            // Nobody asked for the default folder; what is named and not there is reported by its name.
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problems.Add(Directory.Exists(root)
                ? $"The plugin folder {root} cannot be read ({Printable.Clean(exception.Message)}). Let the account that the host runs under read it."
                : $"The plugin folder {root} does not exist. Create it, or correct {AoOptions.SectionName}:PluginFolders.");
            return [];
        }
    }

    private KnownPlugin? Read(string id, string folder)
    {
        if (!ProjectId.TryParse(id, null, out _))
        {
            return HoldsVersions(folder)
                ? Failed(id, folder, $"{Printable.Quote(folder)} holds versions of a plugin, and '{Printable.Quote(id)}' cannot be a plugin's id. Rename the folder to the id: 1 to {ProjectId.MaxLength} of a-z, 0-9 and '-', not first or last a hyphen.")
                : null;
        }

        try
        {
            return Read(id, folder, VersionsIn(folder));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(id, folder, $"The plugin folder {folder} cannot be read ({Printable.Clean(exception.Message)}). Let the account that the host runs under read it.");
        }
    }

    private KnownPlugin Read(string id, string folder, List<(SemanticVersion Version, string Folder)> versions)
    {
        if (versions.Count == 0)
        {
            return Failed(id, folder, $"{folder} holds no version of the plugin. Each version is a folder of its own, such as {Path.Combine(folder, "1.0.0")}.");
        }

        var chosen = versions.MaxBy(static version => version.Version);
        if (options.Plugins.TryGetValue(id, out var settings) && settings.Version is { } wanted)
        {
            chosen = versions.FirstOrDefault(version => SemanticVersion.TryParse(wanted, out var parsed) && version.Version == parsed);
            if (chosen.Folder is null)
            {
                return Failed(id, folder, $"The configuration asks for version '{Printable.Quote(wanted)}' of the plugin '{id}', which is not in {folder}. There are: {string.Join(", ", versions.Select(static version => version.Version).Order())}.");
            }
        }

        var plugin = new KnownPlugin(id) { Version = chosen.Version, Folder = chosen.Folder };
        ReadManifest(plugin);
        return plugin;
    }

    private static bool HoldsVersions(string folder)
    {
        try
        {
            return VersionsIn(folder).Count > 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Neither an id nor readable: the folder is something else's, such as lost+found.
            return false;
        }
    }

    private static KnownPlugin Failed(string id, string folder, string problem)
    {
        var plugin = new KnownPlugin(id) { Folder = folder };
        plugin.Fail(PluginStatus.Failed, problem);
        return plugin;
    }

    private static List<(SemanticVersion Version, string Folder)> VersionsIn(string folder)
    {
        var versions = new List<(SemanticVersion, string)>();
        foreach (var path in Directory.EnumerateDirectories(folder))
        {
            if (SemanticVersion.TryParse(Path.GetFileName(path), out var version))
            {
                versions.Add((version, path));
            }
        }

        return versions;
    }

    private static void ReadManifest(KnownPlugin plugin)
    {
        var manifests = Directory.EnumerateFiles(plugin.Folder!, "*.dll").Take(MaxFiles).Select(PluginManifestReader.Read).OfType<PluginManifest>().ToList();
        if (manifests is not [var manifest])
        {
            plugin.Fail(PluginStatus.Failed, manifests.Count == 0
                ? $"{plugin.Folder} holds no plugin: no assembly in it has the attribute [assembly: AoPlugin(...)]. Reference the package Ao.Abstractions, add the attribute and build again."
                : $"{plugin.Folder} holds {manifests.Count} plugins: {string.Join(", ", manifests.Select(static manifest => Path.GetFileName(manifest.AssemblyPath)))}. Give each a folder of its own.");
            return;
        }

        plugin.Manifest = manifest;
        plugin.Slots = manifest.Slots;
    }
}
