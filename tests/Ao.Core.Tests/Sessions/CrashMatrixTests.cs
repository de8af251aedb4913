using Ao.PullRequests;
using Ao.Sessions;

namespace Ao.Core.Tests.Sessions;

/// <summary>Bar R6: the host dies at each append of a session's life, before or after it was written; the next host brings the session to its end, without twins.</summary>
public sealed class CrashMatrixTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Host_DiesAtEachAppend_NextHostFinishesWithoutTwins(bool afterWrite)
    {
        var appends = await LiveAsync(crashAt: 0, afterWrite);
        Assert.True(appends > 12, $"only {appends} appends in a session's life");
        for (var crashAt = 1; crashAt <= appends; crashAt++)
        {
            await LiveAsync(crashAt, afterWrite);
        }
    }

    private static async Task<int> LiveAsync(int crashAt, bool afterWrite)
    {
        using var world = new World();
        world.VerifyWith("true");
        world.Runtime.OnStart = static process => process.Say("report It breaks").Say("usage 7").Exit(0);
        var request = new SpawnRequest { Project = "shop", Prompt = "Do it.", Key = new OperationKey("intent/1") };

        var appends = 0;
        if (crashAt > 0)
        {
            // The very first append of a journal names it, when no session is there yet.
            await (await Engine.StartAsync(world)).DisposeAsync();
            await using var dying = await Engine.StartAsync(world, crashAt, afterWrite);
            using var death = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            var life = FinishAsync(dying, request, death.Token);
            await Task.WhenAny(dying.Journal.Crashed, life);
            await death.CancelAsync();
            await life.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await using (var engine = await Engine.StartAsync(world))
        {
            await FinishAsync(engine, request, TestContext.Current.CancellationToken);
            appends = engine.Journal.Appends;
            var session = Assert.Single(engine.Orchestrator.List());
            Assert.Equal(SessionStatus.Done, session.Status);
            Assert.Equal(7, session.Usage.InputTokens);
            Assert.Single(session.Reports);
            Assert.Equal(ProposalState.Merged, session.PullRequest!.State);
            Assert.Single(world.Scm.PullRequests);
            Assert.All(world.Runtime.Starts, static start => Assert.Equal(1, start.Value));
            Assert.Single(world.Runtime.Starts);
            Assert.Empty(world.Scm.Open);
        }

        return appends;
    }

    private static async Task FinishAsync(Engine engine, SpawnRequest request, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var approving = engine.ApproveEverythingAsync(over.Token);
        var id = (await engine.Orchestrator.SpawnAsync(request, cancellationToken)).Id;
        await engine.Sessions.WaitAsync(id, static state => state.PullRequest is { Number: not null }, cancellationToken);
        if (engine.Orchestrator.Get(id).PullRequest!.State == ProposalState.Open)
        {
            var merged = await engine.Orchestrator.PullRequests.MergeAsync(id, cancellationToken);
            Assert.True(merged.Merged, merged.Reason);
        }

        await engine.Sessions.WaitAsync(id, static state => state.WorkspaceClosed, cancellationToken);
        await over.CancelAsync();
        await approving;
    }
}
