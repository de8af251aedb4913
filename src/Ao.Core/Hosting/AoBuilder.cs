using Microsoft.Extensions.DependencyInjection;

namespace Ao.Hosting;

internal sealed record AoBuilder(string Name, IServiceCollection Services) : IAoBuilder
{
    /// <summary>The name of the orchestrator that is added without one.</summary>
    public const string DefaultName = "default";
}
