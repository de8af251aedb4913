using Ao.Alignment;
using Ao.Backlog;
using Ao.Claims;
using Ao.Agents;
using Ao.Commands;
using Ao.Configuration;
using Ao.Convergence;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Forks;
using Ao.Hosting;
using Ao.Journal;
using Ao.Ledger;
using Ao.Notices;
using Ao.Plugins;
using Ao.Reports;
using Ao.Reviews;
using Ao.Runtimes;
using Ao.Sessions;
using Ao.Sessions.Admission;
using Ao.TestSupport;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.AspNetCore.Tests;

/// <summary>What outlives a host: its data folder, and the agents that it has launched.</summary>
internal sealed class ToolWorld : IDisposable
{
    private readonly TempFolder _folder = new();

    public FakeAgent Agent { get; } = new();

    public FakeRuntime Runtime { get; } = new();

    public FakeTracker Tracker { get; } = new();

    public string DataFolder => _folder.Combine("data");

    /// <summary>Adds an orchestrator with fake plugins and a real journal.</summary>
    public IAoBuilder AddTo(IServiceCollection services, string name = "default") => services.AddEngine(
        new EngineRegistration { Name = name, Section = static _ => null, Parts = AddParts },
        options =>
        {
            options.DataFolder = DataFolder;
            options.Projects["shop"] = new ProjectOptions { Path = _folder.Path, Tracker = "tracker" };
        });

    /// <summary>Starts a host that is no web server.</summary>
    public async Task<IHost> StartAsync(ILoggerProvider? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        AddTo(builder.Services).AddAgentTools();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Makes a session, and gives it with what its agent was told of the tools.</summary>
    public async Task<(Session Session, AgentToolServer Tools)> SpawnAsync(IOrchestrator orchestrator, SessionRole role = SessionRole.Worker)
    {
        var spawned = await orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it.", Role = role, Revision = role == SessionRole.Reviewer ? "reviewed" : null }, TestContext.Current.CancellationToken);
        var session = await WaitAsync(orchestrator, spawned.Id, static session => session.Status == SessionStatus.Working);
        return (session, Agent.Launches[new RunId(session.Id, session.Runs)].Tools ?? throw new InvalidOperationException("The agent was told of no tools."));
    }

    public static async Task<Session> WaitAsync(IOrchestrator orchestrator, SessionId id, Func<Session, bool> isWanted)
    {
        await foreach (var _ in orchestrator.WatchAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            if (orchestrator.Get(id) is var session && isWanted(session))
            {
                return session;
            }
        }

        throw new InvalidOperationException("The host has ended.");
    }

    public void Dispose() => _folder.Dispose();

    private void AddParts(IServiceCollection services)
    {
        services.AddSingleton<ICommandRunner, CommandRunner>();
        services.AddAoJournal();
        services.AddAoEffects();
        services.AddAoNotices();
        services.AddAoClaims();
        services.AddAoBacklog();
        services.AddAoForks();
        services.AddAoLedgers();
        services.AddAoAlignment();

        services.AddAoSessions();
        services.AddAoReports();
        services.AddAoReviews();
        services.AddAoConvergence();
        var catalog = new FakeCatalog(Agent, Runtime, new FakeScm(), Tracker);
        services.AddSingleton<ISlotCatalog>(catalog);
        services.AddSingleton<IPluginCatalog>(catalog);
        services.Replace(ServiceDescriptor.Singleton<IMemoryProbe>(new EnoughMemory()));
    }

    private sealed class EnoughMemory : IMemoryProbe
    {
        public long AvailableBytes => long.MaxValue;
    }
}
