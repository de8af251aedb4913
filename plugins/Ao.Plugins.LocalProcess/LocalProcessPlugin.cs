using System.Runtime.Versioning;
using Ao.Plugins;
using Ao.Plugins.LocalProcess;

[assembly: AoPlugin("local-process", typeof(LocalProcessPlugin), Description = "Runs sessions as processes of this machine that outlive the host.", Options = typeof(LocalProcessOptions))]
[assembly: AoSlot(Slot.Runtime, "local-process")]
[assembly: SupportedOSPlatform("linux")]

namespace Ao.Plugins.LocalProcess;

/// <summary>Runs sessions as processes of this machine that outlive the host.</summary>
public sealed class LocalProcessPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddOptions<LocalProcessOptions>();
        builder.AddRuntime<LocalProcessRuntime>("local-process");
    }
}
