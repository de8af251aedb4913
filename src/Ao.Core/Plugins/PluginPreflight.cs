using Ao.Configuration;

namespace Ao.Plugins;

/// <summary>Decides from a plugin's manifest and files whether it can be loaded, before any of its code is.</summary>
internal static class PluginPreflight
{
    /// <summary>Marks the plugin with the first thing that stands in its way.</summary>
    public static void Check(KnownPlugin plugin, PluginOptions? settings)
    {
        if (settings is { Enabled: false })
        {
            plugin.Fail(PluginStatus.Disabled, $"The plugin '{plugin.Id}' is switched off by {AoOptions.SectionName}:Plugins:{plugin.Id}:Enabled.");
            return;
        }

        if (plugin.Manifest is not { } manifest)
        {
            return;
        }

        if (ContractVersion.FindProblem(manifest.ContractVersion) is { } mismatch)
        {
            plugin.Fail(PluginStatus.Incompatible, $"The plugin '{plugin.Id}' {plugin.Version} {mismatch}.");
        }
        else if (FindProblem(plugin, manifest) is { } problem)
        {
            plugin.Fail(PluginStatus.Failed, problem);
        }
    }

    private static string? FindProblem(KnownPlugin plugin, PluginManifest manifest)
    {
        var name = $"The plugin '{plugin.Id}' {plugin.Version}";
        if (manifest.Id != plugin.Id)
        {
            return $"{name} calls itself '{Printable.Quote(manifest.Id)}' and lies in a folder of another name. Rename the folder {Path.GetDirectoryName(plugin.Folder)} to the plugin's id.";
        }

        if (manifest.Version is { } version && version != plugin.Version)
        {
            return $"{name} calls itself {version}: {plugin.Folder} is the folder of another version. Rename it to {version}, or install the right version in it.";
        }

        if (DependencyCheck.FindForbidden(manifest) is [var forbidden, ..])
        {
            return $"{name} refers to {forbidden}, which is the host's own. Reference Ao.Abstractions alone of Ao, and build the plugin again.";
        }

        if (manifest.Slots.FirstOrDefault(static slot => !SlotContracts.IsSlot(slot.Slot) || !ProjectId.TryParse(slot.Name, null, out _)) is { } wrong)
        {
            return $"{name} fills the slot {wrong.Slot} as '{Printable.Quote(wrong.Name)}', which cannot be a name. Use 1 to 40 of a-z, 0-9 and '-'.";
        }

        if (manifest.Slots.GroupBy(static slot => slot).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            return $"{name} declares the {Name(twice.Key.Slot)} '{twice.Key.Name}' twice. Remove one of the two attributes.";
        }

        try
        {
            return DependencyCheck.FindMissing(manifest) is { Count: > 0 } missing
                ? $"{name} lacks {string.Join(", ", missing.Select(static file => file + ".dll"))} in {plugin.Folder}. Install the plugin's whole folder; its build sets EnableDynamicLoading, so that it holds every dependency."
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return $"{name} cannot be checked: {Printable.Clean(exception.Message)} Install it again.";
        }
    }

    /// <summary>Gives the settings of a plugin that its options class does not have, going by its metadata alone.</summary>
    public static IReadOnlyList<string> FindUnknownOptions(KnownPlugin plugin, PluginOptions? settings)
    {
        if (plugin.Manifest?.OptionKeys is not { } known || settings?.Options is not { } section)
        {
            return [];
        }

        var problems = new ConfigurationProblems(section);
        foreach (var child in section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            problems.Add(child.Key, $"is not a setting. {NearestName.Suggest(child.Key, known)}");
        }

        return problems.Lines;
    }

    internal static string Name(Slot slot) => slot.ToString().ToLowerInvariant();
}
