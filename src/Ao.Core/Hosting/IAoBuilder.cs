namespace Microsoft.Extensions.DependencyInjection;

/// <summary>An orchestrator that is being added to a host.</summary>
public interface IAoBuilder
{
    /// <summary>Gets the orchestrator's name: the key of its <see cref="Ao.Sessions.IOrchestrator"/> in the host's services.</summary>
    string Name { get; }

    /// <summary>Gets services of the orchestrator's own. They are not the host's: several orchestrators share nothing but logging, time and HTTP handlers.</summary>
    IServiceCollection Services { get; }
}
