using Ao.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.Hosting;

/// <summary>Starts and stops an orchestrator with its host.</summary>
internal sealed class EngineHostedService(EngineHost engine, IServiceProvider host) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ValidateAll();
        await engine.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);

    // Before the first orchestrator starts, so that the mistakes of all of them are reported together and none is started in vain.
    private void ValidateAll()
    {
        var problems = new List<(string Name, ConfigurationException Error)>();
        foreach (var registration in host.GetServices<EngineRegistration>())
        {
            try
            {
                _ = host.GetRequiredKeyedService<EngineHost>(registration.Name).Options;
            }
            catch (ConfigurationException exception)
            {
                problems.Add((registration.Name, exception));
            }
        }

        if (problems.Count == 1)
        {
            throw problems[0].Error;
        }

        if (problems.Count > 1)
        {
            throw new ConfigurationException(
                $"The configuration of {problems.Count} orchestrators",
                [.. problems.SelectMany(static failed => failed.Error.Problems.Select(problem => $"{failed.Name}: {problem}"))]);
        }
    }
}
