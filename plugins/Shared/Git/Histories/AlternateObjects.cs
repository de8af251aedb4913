namespace Ao.Git.Histories;

/// <summary>Folders of objects that one run of git is told of.</summary>
internal static class AlternateObjects
{
    /// <summary>Gets the variable that tells git of a folder.</summary>
    public static IReadOnlyDictionary<string, string?> In(string folder) => new Dictionary<string, string?>
    {
        ["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = $"\"{folder.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
    };
}
