namespace Ao.Plugins.Alignment;

/// <summary>Tells test files by the common conventions: by their folders, or by their names.</summary>
internal static class TestFiles
{
    private static readonly string[] s_folders = ["test", "tests", "__tests__", "spec", "specs"];
    private static readonly string[] s_parts = [".test.", ".spec.", "_test."];
    private static readonly string[] s_ends = ["Tests", "Test"];

    public static bool IsOne(string path)
    {
        var parts = path.Split('/');
        var name = parts[^1];
        var stem = Path.GetFileNameWithoutExtension(name);
        return parts.SkipLast(1).Any(IsFolder)
            || s_parts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase))
            || s_ends.Any(end => stem.EndsWith(end, StringComparison.Ordinal))
            || name.StartsWith("test_", StringComparison.Ordinal);
    }

    private static bool IsFolder(string name) => s_folders.Contains(name, StringComparer.OrdinalIgnoreCase) || name.EndsWith(".Tests", StringComparison.OrdinalIgnoreCase);
}
