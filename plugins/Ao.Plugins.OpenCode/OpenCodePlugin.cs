using Ao.Plugins;
using Ao.Plugins.OpenCode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

[assembly: AoPlugin("opencode", typeof(OpenCodePlugin), Description = "Runs OpenCode as an agent.")]
[assembly: AoSlot(Slot.Agent, "opencode", Options = new[] { "config", "provider" })]

namespace Ao.Plugins.OpenCode;

/// <summary>Runs OpenCode as an agent, headless or in a terminal.</summary>
public sealed class OpenCodePlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<OpenCodeClient>();
        builder.Services.TryAddSingleton<OpenCodeReadiness>();
        builder.AddAgent<OpenCodeAgent>("opencode");
    }
}
