using Ao.Plugins;
using Ao.Plugins.Command;

[assembly: AoPlugin("command", typeof(CommandPlugin), Description = "Runs any program as an agent.")]
[assembly: AoSlot(Slot.Agent, "command", Options = new[] { "input", "protocol" })]

namespace Ao.Plugins.Command;

/// <summary>Runs any program as an agent.</summary>
public sealed class CommandPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddAgent<CommandAgent>("command");
    }
}
