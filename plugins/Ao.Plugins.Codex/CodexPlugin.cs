using Ao.Plugins;
using Ao.Plugins.Codex;

[assembly: AoPlugin("codex", typeof(CodexPlugin), Description = "Runs Codex as an agent, by its app-server protocol or in a terminal.")]
[assembly: AoSlot(Slot.Agent, "codex", Options = new[] { "baseUrl", "keyVariable", "trust" })]

namespace Ao.Plugins.Codex;

/// <summary>Runs Codex as an agent.</summary>
public sealed class CodexPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddAgent<CodexAgent>("codex");
    }
}
