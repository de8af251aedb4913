using Ao.Agents;
using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.Core.Tests.Plugins;

/// <summary>A plugin that does not answer.</summary>
internal sealed class HangingPlugin(Hang hang) : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder)
    {
        builder.Services.AddSingleton(hang);
        builder.AddAgent<Agent>("hanging");
        if (hang.AtStart)
        {
            builder.Services.AddHostedService<Service>();
        }
    }

    private sealed class Agent(Hang hang) : IAgent
    {
        public AgentCapabilities CapabilitiesFor(AgentSetup setup) => new();

        public async ValueTask<AgentReadiness> CheckReadinessAsync(AgentSetup setup, CancellationToken cancellationToken = default)
        {
            if (hang.BeforeAwait)
            {
                hang.End.Task.Wait(CancellationToken.None);
            }

            using var registration = cancellationToken.Register(() => hang.Cancelled.TrySetResult());
            await (hang.HeedsToken ? hang.End.Task.WaitAsync(cancellationToken) : hang.End.Task);
            return AgentReadiness.Ready();
        }

        public async ValueTask<AgentLaunch> PrepareLaunchAsync(AgentLaunchRequest request, CancellationToken cancellationToken = default)
        {
            await hang.End.Task;
            return null!;
        }

        public IAgentConnection Connect(AgentConnectionRequest request) => throw new NotSupportedException();
    }

    private sealed class Service(Hang hang) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => hang.End.Task;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
