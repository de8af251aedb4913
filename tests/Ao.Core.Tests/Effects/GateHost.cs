using System.Text.Json;
using Ao.Configuration;
using Ao.Consents;
using Ao.Effects;
using Ao.Governance;
using Ao.Hosting;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Plugins;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace Ao.Core.Tests.Effects;

/// <summary>The effect gate and what belongs to it, as one life of a host has them.</summary>
internal sealed class GateHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly Operator Ada = new("ada", "console");
    private readonly ServiceProvider _services;
    private readonly TempFolder? _folder;
    private bool _started;

    public GateHost(InMemoryJournal? journal = null, TimeProvider? time = null, AoOptions? options = null, ISlotCatalog? plugins = null, IReadOnlyList<IEffectPolicy>? policies = null)
    {
        Time = time ?? new FakeTimeProvider(Start);
        Journal = journal ?? new InMemoryJournal(Time);
        if (options is null)
        {
            _folder = new TempFolder();
            options = new AoOptions { DataFolder = _folder.Path };
            options.Projects["shop"] = new ProjectOptions { Path = "/shop" };
        }

        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(Time);
        services.AddSingleton<IJournal>(Journal);
        services.AddSingleton(Options.Create(options));
        services.AddSingleton(plugins ?? Substitute.For<ISlotCatalog>());
        services.AddSingleton<FactCatalog>();
        services.AddSingleton<FactLog>();
        services.AddSingleton<ProjectionHost>();
        foreach (var policy in policies ?? [])
        {
            services.AddSingleton(policy);
        }

        services.AddAoEffects();
        services.AddAoNotices();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        Journal.Observe(_services.GetRequiredService<ProjectionHost>().OnCommitted);
        WarmUp();
    }

    public InMemoryJournal Journal { get; }

    public TimeProvider Time { get; }

    public FakeTimeProvider FakeTime => (FakeTimeProvider)Time;

    public IEffectGate Gate => _services.GetRequiredService<IEffectGate>();

    public IConsents Consents => _services.GetRequiredService<IConsents>();

    public ConsentDesk Desk => _services.GetRequiredService<ConsentDesk>();

    public ConsentAudit Audit => _services.GetRequiredService<ConsentAudit>();

    public EffectProjection Effects => _services.GetRequiredService<EffectProjection>();

    public ConsentProjection Requests => _services.GetRequiredService<ConsentProjection>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public FactCatalog Catalog => _services.GetRequiredService<FactCatalog>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<GateHost> StartAsync(InMemoryJournal? journal = null, TimeProvider? time = null, AoOptions? options = null, ISlotCatalog? plugins = null, IReadOnlyList<IEffectPolicy>? policies = null)
    {
        var host = new GateHost(journal, time, options, plugins, policies);
        try
        {
            foreach (var stage in host.Stages)
            {
                await stage.StartAsync(Token);
            }
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        host._started = true;
        return host;
    }

    private IEnumerable<IEngineStage> Stages => _services.GetServices<IEngineStage>().OrderBy(static stage => stage.Order);

    /// <summary>Waits until a request is in a state.</summary>
    public async Task<Consent> WaitAsync(Func<Consent, bool> isWanted)
    {
        var changes = Requests.Watch();
        try
        {
            while (true)
            {
                if (Consents.List(pendingOnly: false).FirstOrDefault(isWanted) is { } wanted)
                {
                    return wanted;
                }

                await changes.Reader.ReadAsync(Token);
            }
        }
        finally
        {
            Requests.Unwatch(changes);
        }
    }

    public Task<Consent> WaitPendingAsync() => WaitAsync(static consent => consent.State == ConsentState.Pending);

    public async Task<EffectOutcome<Thing>> ApproveAsync(Effect effect, IEffectAction<Thing> action)
    {
        var performing = Gate.PerformAsync(effect, action, Token).AsTask();
        var consent = await WaitPendingAsync();
        await Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, Ada, cancellationToken: Token);
        return await performing;
    }

    public int Count(string type)
    {
        var count = 0;
        Journal.Tamper(facts => count = facts.Count(fact => fact.Type == type));
        return count;
    }

    /// <summary>Waits until the journal holds so many facts of a type.</summary>
    public async Task WaitCountAsync(string type, int count)
    {
        await foreach (var fact in Journal.SubscribeAsync(0, Token))
        {
            if (fact.Type == type && --count == 0)
            {
                return;
            }
        }
    }

    /// <summary>Writes and reads a question once. What is compiled for the first one takes real time, in which a test that lets virtual time run would have it lapse before it is there.</summary>
    private void WarmUp()
    {
        var question = Catalog.Encode(new ConsentFacts.Requested("warm-up", new OperationKey("op"), EffectKind.CreateFork, new ProjectId("shop"), null, "", new Dictionary<string, string>(), "", Start, Start, new ConsentDetails()));
        _ = JsonSerializer.Deserialize(question.Data.Span, EffectFactsJson.Default.ConsentRequested);
    }

    public async Task StopAsync()
    {
        if (_started)
        {
            _started = false;
            foreach (var stage in Stages.Reverse())
            {
                await stage.StopAsync(Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Journal.Kill();
        await _services.DisposeAsync();
        _folder?.Dispose();
    }
}
