using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Hosting;

/// <summary>What an orchestrator is made from.</summary>
internal sealed record EngineRegistration
{
    public required string Name { get; init; }

    /// <summary>Gets what finds its section, given the host's services.</summary>
    public required Func<IServiceProvider, IConfiguration?> Section { get; init; }

    /// <summary>Gets what the host adds to the orchestrator's services.</summary>
    public IServiceCollection Services { get; } = new ServiceCollection();

    /// <summary>Gets what adds the engine's parts.</summary>
    public Action<IServiceCollection> Parts { get; init; } = EngineServices.AddParts;
}
