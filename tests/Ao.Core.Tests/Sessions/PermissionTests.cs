using Ao.Agents;
using Ao.Consents;
using Ao.Effects;
using Ao.Sessions;

namespace Ao.Core.Tests.Sessions;

/// <summary>What agents ask permission for is put to people as requests for consent.</summary>
public sealed class PermissionTests : IDisposable
{
    private static readonly Operator s_operator = new("tester", "test");
    private readonly World _world = new();

    public PermissionTests()
    {
        _world.Agent.Capabilities = new AgentCapabilities { TakesTurns = true, TakesMessagesWhileRunning = true };
        _world.Runtime.OnStart = static process => process.Say("activity active").Say("ask q1");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(ConsentDecision.Approve)]
    [InlineData(ConsentDecision.Deny)]
    public async Task Asked_AnswerOfAPerson_ReachesTheAgent(ConsentDecision decision)
    {
        await using var engine = await Engine.StartAsync(_world);
        await SpawnAsync(engine);
        var consent = await PendingAsync(engine);
        Assert.Equal(EffectKind.UseTool, consent.Kind);
        Assert.Equal("make q1", consent.Parameters["shell.command"]);
        var waiting = engine.Orchestrator.Get(States.Id);
        Assert.Equal((SessionStatus.WaitingForInput, "It asks to use shell: run q1"), (waiting.Status, waiting.Reason));

        await engine.Orchestrator.Consents.AnswerAsync(consent.Id, decision, s_operator, "because", Token);

        await engine.WaitAsync(States.Id, SessionStatus.Working);
        var answer = Assert.Single(_world.Agent.Answers);
        Assert.Equal(("q1", decision == ConsentDecision.Approve), (answer.QuestionId, answer.IsAllowed));
        Assert.Equal(decision == ConsentDecision.Deny, answer.Reason?.Contains("because", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Asked_SettledAtTheToolsOwnScreen_IsWithdrawn()
    {
        await using var engine = await Engine.StartAsync(_world);
        await SpawnAsync(engine);
        var consent = await PendingAsync(engine);

        var withdrawn = engine.Orchestrator.Consents.WatchAsync(Token).FirstAsync(change => change.Id == consent.Id && change.State == ConsentState.Withdrawn, Token).AsTask();

        _world.Runtime.Process("shop-1.1").Say("settled q1");

        await engine.WaitAsync(States.Id, SessionStatus.Working);
        await withdrawn;
        Assert.Empty(_world.Agent.Answers);
    }

    [Fact]
    public async Task Asked_HostIsStartedAgain_TheSameQuestionStands()
    {
        string asked;
        await using (var first = await Engine.StartAsync(_world))
        {
            await SpawnAsync(first);
            asked = (await PendingAsync(first)).Id;
        }

        await using var second = await Engine.StartAsync(_world);
        Assert.Equal(asked, (await PendingAsync(second)).Id);
        await second.Orchestrator.Consents.AnswerAsync(asked, ConsentDecision.Approve, s_operator, cancellationToken: Token);

        await second.WaitAsync(States.Id, SessionStatus.Working);
        Assert.True(Assert.Single(_world.Agent.Answers).IsAllowed);
    }

    [Fact]
    public async Task Asked_SessionIsStopped_IsWithdrawnAndNeverAllowed()
    {
        await using var engine = await Engine.StartAsync(_world);
        await SpawnAsync(engine);
        var consent = await PendingAsync(engine);

        var withdrawn = engine.Orchestrator.Consents.WatchAsync(Token).FirstAsync(change => change.Id == consent.Id && change.State == ConsentState.Withdrawn, Token).AsTask();

        await engine.Orchestrator.StopAsync(States.Id, cancellationToken: Token);
        await withdrawn;
        Assert.DoesNotContain(_world.Agent.Answers, static answer => answer.IsAllowed);
    }

    private static async Task SpawnAsync(Engine engine)
    {
        await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token);
        await engine.WaitAsync(States.Id, SessionStatus.WaitingForInput);
    }

    private static async Task<Consent> PendingAsync(Engine engine) =>
        await engine.Orchestrator.Consents.WatchAsync(Token).FirstAsync(static consent => consent.State == ConsentState.Pending, Token);
}
