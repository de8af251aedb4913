using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;

[assembly: AoPlugin("local-files", typeof(Ao.Plugins.LocalFiles.LocalFilesPlugin), Options = typeof(Ao.Plugins.LocalFiles.LocalFilesOptions), Description = "Keeps issues and reports as files on the disk.")]
[assembly: AoSlot(Slot.Tracker, "local-files")]
[assembly: AoSlot(Slot.Reporter, "local-files")]

namespace Ao.Plugins.LocalFiles;

/// <summary>Keeps issues and reports as files on the disk.</summary>
public sealed class LocalFilesPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddOptions<LocalFilesOptions>();
        builder.Services.AddSingleton<IssueStores>();
        builder.AddTracker<LocalFilesTracker>("local-files").AddReporter<LocalFilesReporter>("local-files");
    }
}
