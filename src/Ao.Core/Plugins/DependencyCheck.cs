using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Ao.Plugins;

/// <summary>Finds what a plugin needs and neither brings nor shares with the host, and what it has no business with.</summary>
internal static class DependencyCheck
{
    private const int MaxManifestSize = 8 * 1024 * 1024;

    private static readonly Lazy<FrozenSet<string>> s_framework = new(static () => FrameworkAssemblies().ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Gives the names of the assemblies that are missing.</summary>
    public static IReadOnlyList<string> FindMissing(PluginManifest manifest)
    {
        var folder = Path.GetDirectoryName(manifest.AssemblyPath)!;
        var referenced = manifest.References.Select(static reference => reference.Name!).Where(name => !File.Exists(Path.Combine(folder, name + ".dll")) && !HostHas(name));
        var listed = ListedIn(Path.ChangeExtension(manifest.AssemblyPath, ".deps.json")).Where(name => !SharedAssemblies.Names.Contains(name) && !File.Exists(Path.Combine(folder, name + ".dll")));
        return [.. referenced.Concat(listed).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Gives the assemblies of Ao that the plugin refers to beside the contract: their types are the host's, and may change with every version.</summary>
    public static IReadOnlyList<string> FindForbidden(PluginManifest manifest) =>
        [.. manifest.References.Select(static reference => reference.Name!).Where(static name =>
            name.StartsWith("Ao.", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("Ao.Plugins.", StringComparison.OrdinalIgnoreCase) && !SharedAssemblies.Names.Contains(name))];

    // What else the host has is not counted: it would be gone, or another version, with the host's next build.
    private static bool HostHas(string name) =>
        SharedAssemblies.Names.Contains(name) || (s_framework.Value.Count > 0 ? s_framework.Value.Contains(name) : CanLoad(name));

    // A host published as a single file has no list of its assemblies' paths.
    private static bool CanLoad(string name)
    {
        try
        {
            return SharedAssemblyContext.Instance.LoadFromAssemblyName(new AssemblyName(name)) is not null;
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return false;
        }
    }

    private static IEnumerable<string> FrameworkAssemblies()
    {
        var known = ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var runtime = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());

        // The frameworks lie beside one another: shared/Microsoft.NETCore.App/10.0.0. A self-contained host keeps its framework among its own files and cannot tell them apart.
        var isShared = runtime != Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var root = isShared ? Path.GetDirectoryName(Path.GetDirectoryName(runtime)) + Path.DirectorySeparatorChar : "";
        return known.Where(path => path.StartsWith(root, StringComparison.Ordinal)).Select(static path => Path.GetFileNameWithoutExtension(path));
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
