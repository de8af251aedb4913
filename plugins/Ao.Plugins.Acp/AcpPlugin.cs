using Ao.Plugins;
using Ao.Plugins.Acp;
using Microsoft.Extensions.DependencyInjection.Extensions;

[assembly: AoPlugin("acp", typeof(AcpPlugin), Description = "Runs any agent that speaks the Agent Client Protocol.")]
[assembly: AoSlot(Slot.Agent, "acp", Options = new[] { "provider", "authMethod", "mode" })]

namespace Ao.Plugins.Acp;

/// <summary>Runs any agent that speaks the Agent Client Protocol.</summary>
public sealed class AcpPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<AcpReadiness>();
        builder.AddAgent<AcpAgent>("acp");
    }
}
