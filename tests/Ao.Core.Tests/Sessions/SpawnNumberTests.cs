using Ao.Journal;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Ao.TestSupport;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.Options;

namespace Ao.Core.Tests.Sessions;

public sealed class SpawnNumberTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Spawn_ManyAtOnce_AppendsOnceEach()
    {
        _world.Options.Admission.MaxSessions = 1;
        await using var engine = await Engine.StartAsync(_world);

        var sessions = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => engine.Orchestrator.SpawnAsync(Request(), Token)));

        Assert.Equal(200, sessions.Select(static session => session.Id).Distinct().Count());
        Assert.InRange(engine.Journal.Appends, 200, 250);
    }

    [Fact]
    public async Task Spawn_JournalLostARequest_TakesANumberThatWasNeverUsed()
    {
        await SpawnThreeAsync();
        _world.Journal.Tamper(static facts => facts.RemoveAll(static fact => fact.Stream == "session/shop-3" && fact.Type == "session.requested"));
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await engine.Orchestrator.SpawnAsync(Request(), Token);

        Assert.Equal(new SessionId("shop", 4), spawned.Id);
    }

    [Fact]
    public async Task Spawn_JournalLostTheSessionOfAKey_SaysSo()
    {
        await SpawnThreeAsync();
        _world.Journal.Tamper(static facts => facts.RemoveAll(static fact => fact.Stream == "session/shop-3"));
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(Request() with { Key = new OperationKey("key/3") }, Token));

        Assert.Contains("used for session 'shop-3'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 6)]
    [InlineData(false, 3)]
    public async Task Next_JournalWasRecovered_PassesOverNumbersOfOpenWorkspaces(bool recovered, long expected)
    {
        var journal = new InMemoryJournal();
        if (recovered)
        {
            await journal.AppendAsync([new StreamAppend { Stream = JournalRecovered.Stream, Facts = [new NewFact(JournalRecovered.FactType, 1, "{}"u8.ToArray())] }], Token);
        }

        var projects = new ProjectCatalog(Options.Create(_world.Options));
        await _world.Scm.OpenWorkspaceAsync(new WorkspaceRequest { Source = projects.Get("shop").Source, Session = new SessionId("shop", 5), Branch = "ao/shop-5" }, Token);
        var known = new SessionProjection();
        known.Apply(new Fact { Position = 1, Stream = "session/shop-2", Version = 1, Epoch = 1, Type = "session.requested", Schema = 1, At = default, Data = default }, States.Requested with { Id = new SessionId("shop", 2) });
        var numbers = new SessionNumbers(known, projects, new FakeCatalog(_world.Scm), journal);

        Assert.Equal(new SessionId("shop", expected), await numbers.NextAsync("shop", Token));
    }

    private static SpawnRequest Request() => new() { Project = "shop", Prompt = "Do it." };

    private async Task SpawnThreeAsync()
    {
        await using var engine = await Engine.StartAsync(_world);
        for (var number = 1; number <= 3; number++)
        {
            await engine.Orchestrator.SpawnAsync(Request() with { Key = new OperationKey($"key/{number}") }, Token);
        }
    }
}
