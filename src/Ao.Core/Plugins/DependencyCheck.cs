using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Ao.Plugins;

/// <summary>Finds what a plugin needs and neither brings nor shares with the host.</summary>
internal static class DependencyCheck
{
    private const int MaxManifestSize = 8 * 1024 * 1024;

    private static readonly Lazy<FrozenSet<string>> s_host = new(static () => ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string) ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(static path => Path.GetFileNameWithoutExtension(path))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Gives the names of the assemblies that are missing.</summary>
    public static IReadOnlyList<string> FindMissing(PluginManifest manifest)
    {
        var folder = Path.GetDirectoryName(manifest.AssemblyPath)!;
        var referenced = manifest.References.Select(static reference => reference.Name!).Where(name => !File.Exists(Path.Combine(folder, name + ".dll")) && !HostHas(name));
        var listed = ListedIn(Path.ChangeExtension(manifest.AssemblyPath, ".deps.json")).Where(name => !SharedAssemblies.Names.Contains(name) && !File.Exists(Path.Combine(folder, name + ".dll")));
        return [.. referenced.Concat(listed).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private static bool HostHas(string name)
    {
        if (SharedAssemblies.Names.Contains(name) || s_host.Value.Contains(name))
        {
            return true;
        }

        try
        {
            // A host published as a single file has no list of its assemblies' paths.
            return SharedAssemblyContext.Instance.LoadFromAssemblyName(new AssemblyName(name)) is not null;
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return false;
        }
    }

    private static List<string> ListedIn(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return [];
        }

        if (file.Length > MaxManifestSize)
        {
            throw new InvalidDataException($"{path} is larger than {MaxManifestSize} bytes.");
        }

        try
        {
            using var stream = file.OpenRead();
            using var document = JsonDocument.Parse(stream);
            return [.. RuntimeAssembliesOf(document.RootElement)];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path} is no list of dependencies: {exception.Message}", exception);
        }
    }

    private static IEnumerable<string> RuntimeAssembliesOf(JsonElement root)
    {
        var target = root.GetProperty("runtimeTarget").GetProperty("name").GetString()!;
        foreach (var library in root.GetProperty("targets").GetProperty(target).EnumerateObject())
        {
            if (library.Value.TryGetProperty("runtime", out var assemblies))
            {
                foreach (var assembly in assemblies.EnumerateObject().Where(static assembly => !assembly.Name.EndsWith("/_._", StringComparison.Ordinal)))
                {
                    yield return Path.GetFileNameWithoutExtension(assembly.Name);
                }
            }
        }
    }
}
