using Ao.Agents;
using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Journal;
using Ao.Sessions;

namespace Ao.Core.Tests.Budgets;

/// <summary>A host that dies at each append on the way from a spawn to the question whether to raise a budget, before or after it is written: the next one pauses the same session, asks once, and has counted once.</summary>
public sealed class BudgetCrashTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HostDiesAtAnAppend_NextHostPausesAndAsksOnce(bool afterWrite)
    {
        var step = 1;
        for (; await DieAndGoOnAsync(step, afterWrite); step++)
        {
            Assert.True(step < 100, "The course does not come to its end.");
        }

        output.WriteLine($"{step - 1} hosts died");
        Assert.True(step > 10, "The course was too short to prove anything.");
    }

    /// <returns>Whether the host died; otherwise the course was over before.</returns>
    private static async Task<bool> DieAndGoOnAsync(int step, bool afterWrite)
    {
        using var world = new World();
        world.Agent.Capabilities = new AgentCapabilities { TakesTurns = true, TakesMessagesWhileRunning = true };
        world.Project.Budget.PerSession.Tokens = 1_000;
        world.Runtime.OnStart = process =>
        {
            world.Agent.OnInterrupt = () => process.Say("end interrupted");
            process.Say("conversation c1").Say("activity active").Say("usage 1000");
        };
        bool died;
        await using (var dying = await Engine.StartAsync(world))
        {
            dying.Journal.AfterWrite = afterWrite;
            dying.Journal.CrashAt = dying.Journal.Appends + step;
            using var watching = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var course = CourseAsync(dying, watching.Token);
            await Task.WhenAny(dying.Journal.Crashed, course);
            died = dying.Journal.Crashed.IsCompleted;
            await watching.CancelAsync();
            await course.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await using var next = await Engine.StartAsync(world);
        await CourseAsync(next, Token);
        Assert.Equal("tokens 1,000 of 1,000", next.Orchestrator.Get(States.Id).Budget);
        Assert.Single(next.Orchestrator.Consents.List());
        Assert.Equal("budget.reached", Assert.Single(next.Orchestrator.Notices.List()).Topic);
        Assert.All(world.Runtime.Starts, static start => Assert.Equal((1, 1), (start.Key.Number, start.Value)));
        return died;
    }

    /// <summary>Asks for the session, and waits until it is paused, at rest, and people are asked.</summary>
    private static async Task CourseAsync(Engine engine, CancellationToken cancellationToken)
    {
        try
        {
            await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it.", Key = new OperationKey("burn/1") }, cancellationToken);
        }
        catch (JournalException) when (engine.Journal.Crashed.IsCompleted)
        {
            return;
        }

        await engine.Sessions.WaitAsync(States.Id, static state => state is { Pause: not null, HasLiveRun: false }, cancellationToken);
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(cancellationToken))
        {
            if (consent is { Kind: EffectKind.RaiseBudget, State: ConsentState.Pending })
            {
                return;
            }
        }
    }
}
