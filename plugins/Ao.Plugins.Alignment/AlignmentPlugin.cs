using Ao.Plugins;

[assembly: AoPlugin("alignment", typeof(Ao.Plugins.Alignment.AlignmentPlugin), Description = "Finds what a change breaks for forks that rely on what it changes.")]
[assembly: AoSlot(Slot.Convergence, "alignment")]

namespace Ao.Plugins.Alignment;

/// <summary>Finds what a change breaks for forks that rely on what it changes.</summary>
public sealed class AlignmentPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.AddConvergenceDetector<AlignmentDetector>("alignment");
    }
}
