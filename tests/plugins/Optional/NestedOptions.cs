using System.ComponentModel.DataAnnotations;

namespace Ao.TestPlugins.Optional;

internal sealed class NestedOptions
{
    public bool Deep { get; set; }

    [Range(0, 5)]
    public int Level { get; set; }

    public TimeSpan Timeout { get; set; }
}
