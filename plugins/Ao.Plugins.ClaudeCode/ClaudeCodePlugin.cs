using Ao.Plugins;
using Ao.Plugins.ClaudeCode;

[assembly: AoPlugin("claude-code", typeof(ClaudeCodePlugin), Description = "Runs Claude Code as an agent, over its stream of JSON or in a terminal.")]
[assembly: AoSlot(Slot.Agent, "claude-code", Options = new[] { "effort" })]

namespace Ao.Plugins.ClaudeCode;

/// <summary>Runs Claude Code as an agent.</summary>
public sealed class ClaudeCodePlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddAgent<ClaudeCodeAgent>("claude-code");
    }
}
