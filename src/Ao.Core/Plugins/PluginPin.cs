using Ao.Configuration;

namespace Ao.Plugins;

/// <summary>Holds a plugin's folder against the hashes that the configuration allows.</summary>
internal static class PluginPin
{
    /// <summary>Says why the folder may not be loaded, or gives <see langword="null"/> where it may.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="settings">Its settings, where there are any.</param>
    /// <param name="isRequired">Whether a plugin without a hash is refused.</param>
    public static string? FindProblem(KnownPlugin plugin, PluginOptions? settings, bool isRequired)
    {
        var allowed = settings?.Sha256 ?? [];
        if (plugin.Folder is not { } folder || (allowed.Count == 0 && !isRequired))
        {
            return null;
        }

        var name = $"The plugin '{plugin.Id}' {plugin.Version}";
        var key = $"{AoOptions.SectionName}:Plugins:{plugin.Id}:Sha256";
        try
        {
            var hash = FolderHash.Compute(folder);
            return allowed.Count == 0
                ? $"{name} is not pinned, and {AoOptions.SectionName}:RequirePinnedPlugins asks for it. If what is in {folder} is what you trust, add its hash: {key}:0 = {hash}."
                : allowed.Any(one => hash.Equals(one?.Trim(), StringComparison.OrdinalIgnoreCase))
                    ? null
                    : $"{name} is not the one that the configuration allows: {folder} has the SHA-256 {hash}, allowed is {string.Join(" or ", allowed.Select(static one => $"'{Printable.Quote(one)}'"))}. Install the right one, or correct {key} if the change is wanted.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"{name} is pinned and cannot be hashed: {Printable.Clean(exception.Message)} Install it again.";
        }
    }
}
