using Ao.Consents;
using Ao.Core.Tests.AgentTools;
using Ao.Effects;
using Ao.Sessions;
using Ao.Sessions.Admission;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Sessions;

/// <summary>What agents ask for is admitted within limits; what people ask for always.</summary>
public sealed class SpawnAdmissionTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(0, 50, 1, 3, 0, 200, "None")]
    [InlineData(49, 50, 1, 3, 0, 200, "None")]
    [InlineData(50, 50, 1, 3, 0, 200, "Spawned")]
    [InlineData(0, 0, 1, 3, 0, 200, "Spawned")]
    [InlineData(0, 50, 3, 3, 0, 200, "None")]
    [InlineData(0, 50, 4, 3, 0, 200, "Generation")]
    [InlineData(0, 50, 1, 0, 0, 200, "Generation")]
    [InlineData(0, 50, 1, 3, 200, 200, "Queued")]
    [InlineData(50, 50, 4, 3, 200, 200, "Generation")]
    [InlineData(50, 50, 1, 3, 200, 200, "Spawned")]
    public void Refuse_Request_IsHeldToItsLimits(int spawned, int maxSpawned, int generation, int maxGenerations, int queued, int maxQueued, string refusal) =>
        Assert.Equal(Enum.Parse<SpawnRefusal>(refusal), AdmissionDecision.Refuse(new SpawnAdmission(spawned, maxSpawned, generation, maxGenerations, queued, maxQueued)));

    [Property]
    public Property Refuse_AgentsThatAskWithoutEnd_MakeAFiniteTree(byte spawns, byte generations)
    {
        var (maxSpawned, maxGenerations) = (spawns % 4, generations % 4);
        var made = 0;
        var most = Enumerable.Range(1, maxGenerations).Sum(depth => (int)Math.Pow(maxSpawned, depth));
        Grow(0);
        return (made == most).ToProperty();

        void Grow(int generation)
        {
            for (var spawned = 0; AdmissionDecision.Refuse(new SpawnAdmission(spawned, maxSpawned, generation + 1, maxGenerations, 0, 1)) == SpawnRefusal.None; spawned++)
            {
                made++;
                Grow(generation + 1);
            }
        }
    }

    [Fact]
    public async Task AgentThatSpawnsWithoutEnd_IsRefused_PeopleAreToldOnce_AndAYesRaisesIt()
    {
        _world.Options.Admission.MaxSpawnsPerSession = 2;
        await using var engine = await Engine.StartAsync(_world);
        var parent = (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Lead.", Role = SessionRole.Orchestrator }, Token)).Id;
        var child = new SpawnRequest { Project = "shop", Prompt = "Work.", SpawnedBy = parent };

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            try
            {
                return (await engine.Orchestrator.SpawnAsync(child, Token)).SpawnedBy;
            }
            catch (AoException exception)
            {
                Assert.Contains("may ask for 2", exception.Message, StringComparison.Ordinal);
                return null;
            }
        }));

        Assert.Equal(2, results.Count(result => result == parent));
        Assert.Equal(3, engine.Orchestrator.List().Count);
        Assert.Equal("sessions asked for 2 of 2", engine.Orchestrator.Budgets.Get($"spawns/{parent}").ToString());
        Assert.Single(engine.Orchestrator.Notices.List());
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(Token))
        {
            if (consent.Kind == EffectKind.RaiseBudget && consent.State == ConsentState.Pending)
            {
                Assert.Equal(("2", "12"), (consent.Parameters["from"], consent.Parameters["raisedTo"]));
                await engine.Orchestrator.Consents.AnswerAsync(consent.Id, ConsentDecision.Approve, new Operator("ann", "test"), cancellationToken: Token);
                break;
            }
        }

        await foreach (var _ in engine.Journal.SubscribeAsync(0, Token))
        {
            if (engine.Orchestrator.Budgets.Get($"spawns/{parent}").Raises.Count > 0)
            {
                break;
            }
        }

        Assert.Equal(parent, (await engine.Orchestrator.SpawnAsync(child, Token)).SpawnedBy);
        Assert.Empty(engine.Orchestrator.Notices.List());
    }

    [Fact]
    public async Task SpawnTool_CalledWithoutEnd_IsRefusedWithAReasonAndARemedy()
    {
        await using var desk = await ToolDesk.StartAsync();
        desk.World.Options.Admission.MaxSpawnsPerSession = 3;
        var lead = await desk.SpawnAsync(SessionRole.Orchestrator);

        for (var call = 1; call <= 20; call++)
        {
            var result = await desk.CallAsync(lead, "spawn", $$"""{"prompt":"Part {{call}}."}""");
            Assert.Equal(call > 3, result.IsError);
            if (call > 3)
            {
                Assert.Contains("may ask for 3. A person was asked", result.Text, StringComparison.Ordinal);
            }
        }

        Assert.Equal(4, desk.Engine.Orchestrator.List().Count);
        Assert.Single(desk.Engine.Orchestrator.Notices.List());
    }

    [Fact]
    public async Task Generations_TooDeep_AreRefused()
    {
        _world.Options.Admission.MaxGenerations = 1;
        await using var engine = await Engine.StartAsync(_world);
        var first = (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Lead." }, Token)).Id;
        var second = (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Work.", SpawnedBy = first }, Token)).Id;

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var refused = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "More.", SpawnedBy = second }, Token));
            Assert.Contains("generation 2 of 1", refused.Message, StringComparison.Ordinal);
        }

        Assert.Single(engine.Orchestrator.Notices.List());
    }
}
