using System.ComponentModel.DataAnnotations;

namespace Ao.TestPlugins.Optional;

internal sealed class OptionalOptions
{
    [Required]
    public string Target { get; set; } = "";

    [Range(1, 10)]
    public int Retries { get; set; } = 3;

    public TimeSpan Timeout { get; set; }

    public NestedOptions Nested { get; set; } = new();

    public IList<string> Names { get; set; } = [];

    public IDictionary<string, NestedOptions> Steps { get; } = new Dictionary<string, NestedOptions>();

    public IList<NestedOptions> Stages { get; } = [];

    public int[] Ports { get; set; } = [];

    public int Computed => Retries + 1;
}
