using Ao.Plugins;

[assembly: AoPlugin("convergence", typeof(Ao.Plugins.Convergence.ConvergencePlugin), Description = "Finds problems that several forks met.")]
[assembly: AoSlot(Slot.Convergence, "patterns")]

namespace Ao.Plugins.Convergence;

/// <summary>Finds problems that several forks met.</summary>
public sealed class ConvergencePlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddConvergenceDetector<PatternsDetector>("patterns");
    }
}
