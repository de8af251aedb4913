using Ao.Alignment;
using Ao.Backlog;
using Ao.Claims;
using Ao.Commands;
using Ao.Configuration;
using Ao.Consents;
using Ao.Convergence;
using Ao.Effects;
using Ao.Forks;
using Ao.Hosting;
using Ao.Journal;
using Ao.Ledger;
using Ao.Notices;
using Ao.Plugins;
using Ao.Reactions;
using Ao.Reports;
using Ao.Reviews;
using Ao.Sessions;
using Ao.Sessions.Admission;
using Ao.TestSupport;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ao.Core.Tests.Sessions;

/// <summary>The engine over a journal that outlives it, with fake plugins that outlive it.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Engine(World world, int crashAt, bool afterWrite, int dieAt)
    {
        Life = new Life(dieAt);
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(world.Time);
        services.AddSingleton<ICommandRunner, CommandRunner>();
        services.AddSingleton(Options.Create(world.Options));
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
        if (world.Reacts)
        {
            services.AddAoReacting();
        }
        var plugins = new MortalCatalog(new FakeCatalog([.. world.Others, world.Agent, world.Runtime, world.Scm, world.Tracker, world.Reporter, world.Notifier]) { Named = world.Named }, Life);
        services.AddSingleton<ISlotCatalog>(plugins);
        services.AddSingleton<IPluginCatalog>(plugins);
        services.Replace(ServiceDescriptor.Singleton<IMemoryProbe>(new EnoughMemory()));

        services.AddSingleton(provider => new CrashingJournal(new MortalJournal(Open(world, provider), Life)) { CrashAt = crashAt, AfterWrite = afterWrite });
        services.AddSingleton<IJournal>(static provider => provider.GetRequiredService<CrashingJournal>());
        world.Replaces?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public IOrchestrator Orchestrator => _services.GetRequiredService<IOrchestrator>();

    public CrashingJournal Journal => _services.GetRequiredService<CrashingJournal>();

    /// <summary>Gets the life of this host, which may end at any step and not only at an append.</summary>
    public Life Life { get; }

    public EffectProjection Effects => _services.GetRequiredService<EffectProjection>();

    public OperationKeys Keys => _services.GetRequiredService<OperationKeys>();

    public RecoveryLog Recovery => _services.GetRequiredService<RecoveryLog>();

    public SessionProjection Sessions => _services.GetRequiredService<SessionProjection>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static async Task<Engine> StartAsync(World world, int crashAt = 0, bool afterWrite = false, int dieAt = 0)
    {
        var engine = new Engine(world, crashAt, afterWrite, dieAt);
        _ = engine.Journal;
        foreach (var stage in engine.Stages())
        {
            await stage.StartAsync(TestContext.Current.CancellationToken);
        }

        return engine;
    }

    /// <summary>Waits until a session is as wanted.</summary>
    public async Task<Session> WaitAsync(SessionId id, Func<Session, bool> isWanted) =>
        (await Sessions.WaitAsync(id, state => isWanted(state.View), TestContext.Current.CancellationToken)).View;

    /// <summary>Waits until an operation is as wanted.</summary>
    public async Task WaitEffectAsync(OperationKey key, Func<EffectState, bool> isWanted)
    {
        await foreach (var _ in Journal.SubscribeAsync(0, TestContext.Current.CancellationToken))
        {
            if (Effects.Find(key) is { } effect && isWanted(effect))
            {
                return;
            }
        }
    }

    public Task<Session> WaitAsync(SessionId id, SessionStatus status) => WaitAsync(id, session => session.Status == status);

    /// <summary>Answers every request for consent, those to come too, until it is cancelled.</summary>
    public async Task ApproveEverythingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var consent in Orchestrator.Consents.WatchAsync(cancellationToken))
            {
                if (consent.State == ConsentState.Pending)
                {
                    await Orchestrator.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, new Operator("tester", "test"), cancellationToken: cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in Stages().Reverse())
        {
            try
            {
                await stage.StopAsync(CancellationToken.None);
            }
            catch (JournalException) when (Journal.Crashed.IsCompleted || Life.Died.IsCompleted)
            {
                // A dead host writes nothing at its end.
            }
        }

        await _services.DisposeAsync();
    }

    private static InMemoryJournal Open(World world, IServiceProvider provider)
    {
        var journal = world.Journal.Reopen();
        foreach (var observer in provider.GetServices<IJournalObserver>())
        {
            journal.Observe(observer.OnCommitted);
        }

        return journal;
    }

    private IEnumerable<IEngineStage> Stages() => _services.GetServices<IEngineStage>().OrderBy(static stage => stage.Order);

    private sealed class EnoughMemory : IMemoryProbe
    {
        public long AvailableBytes => long.MaxValue;
    }
}
