using Ao.Plugins;
using Ao.Plugins.Aider;

[assembly: AoPlugin("aider", typeof(AiderPlugin), Description = "Runs Aider as an agent, a run for each message.")]
[assembly: AoSlot(Slot.Agent, "aider")]

namespace Ao.Plugins.Aider;

/// <summary>Runs Aider as an agent.</summary>
public sealed class AiderPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddAgent<AiderAgent>("aider");
    }
}
