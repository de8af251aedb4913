namespace Ao.Plugins.Alignment.Plain;

/// <summary>Names modules by the paths of their files, and finds out which one is meant.</summary>
internal static class ModulePaths
{
    private static readonly string[] s_folderFiles = ["index", "__init__", "mod", "lib", "main"];

    /// <summary>Gives the path of a file without its ending; that of the folder, where the file stands for it.</summary>
    public static string ModuleOf(string path)
    {
        var folder = FolderOf(path);
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var stem = dot > 0 ? name[..name.LastIndexOf('.')] : name;
        return s_folderFiles.Contains(stem, StringComparer.Ordinal) && folder.Length > 0 ? folder : folder.Length == 0 ? stem : $"{folder}/{stem}";
    }

    public static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var cut ? path[..cut] : "";

    /// <summary>Tells whether an import in a file may mean a module.</summary>
    /// <param name="target">What is imported, as it is written.</param>
    /// <param name="importer">The path of the file that imports.</param>
    /// <param name="module">The module, as <see cref="ModuleOf"/> names it.</param>
    public static bool MayMean(string target, string importer, string module)
    {
        if (target.StartsWith('.') && (target.StartsWith("./", StringComparison.Ordinal) || target.StartsWith("../", StringComparison.Ordinal) || target is "." or ".."))
        {
            return ModuleOf(Resolve(FolderOf(importer), target)) is var meant && (meant == module || Resolve(FolderOf(importer), target) == module);
        }

        // Python counts the folders up by dots; everywhere else a dot, two colons or a slash divides.
        var isUp = target.StartsWith('.');
        var parts = target.Replace("::", "/", StringComparison.Ordinal).Replace('.', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(static part => part is "crate" or "self" or "super" or "@" or "~" or "src").ToList();
        if (parts.Count > 0 && parts[^1] is "js" or "ts" or "mjs" or "jsx" or "tsx" or "h" or "hpp")
        {
            parts.RemoveAt(parts.Count - 1);
        }

        if (parts.Count == 0)
        {
            return isUp && FolderOf(importer) == module;
        }

        var there = module.Split('/');
        return parts.Count <= there.Length
            ? there[^parts.Count..].SequenceEqual(parts, StringComparer.Ordinal)
            : there.Reverse().Zip(Enumerable.Reverse(parts)).All(static pair => pair.First == pair.Second);
    }

    /// <summary>Names the modules that an import in a file may mean exactly.</summary>
    public static IEnumerable<string> CandidatesOf(string target, string importer)
    {
        if (target.StartsWith("./", StringComparison.Ordinal) || target.StartsWith("../", StringComparison.Ordinal) || target is "." or "..")
        {
            var path = Resolve(FolderOf(importer), target);
            return [path, ModuleOf(path)];
        }

        if (!importer.EndsWith(".py", StringComparison.Ordinal))
        {
            return [];
        }

        var ups = target.TakeWhile(static character => character == '.').Count();
        var module = target.TrimStart('.').Replace('.', '/');
        var folder = FolderOf(importer);
        for (var up = 1; up < ups; up++)
        {
            folder = FolderOf(folder);
        }

        return ups > 0 ? [$"{folder}/{module}".Trim('/')] : [module, $"src/{module}", $"{folder}/{module}".Trim('/')];
    }

    private static string Resolve(string folder, string target)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (parts.Count > 0)
                {
                    parts.RemoveAt(parts.Count - 1);
                }
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
