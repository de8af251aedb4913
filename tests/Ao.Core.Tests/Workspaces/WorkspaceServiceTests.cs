using Ao.Core.Tests.Sessions;
using Ao.Journal;
using Ao.Sessions;

namespace Ao.Core.Tests.Workspaces;

public sealed class WorkspaceServiceTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Sweep_SessionIsRestoredWhileAnotherIsClosed_KeepsItsWorkspaceAndProcess()
    {
        await using var engine = await Engine.StartAsync(_world);
        var first = await StoppedAsync(engine);
        var second = await StoppedAsync(engine);
        _world.Scm.BeforeClose = async session =>
        {
            Assert.Equal(first, session);
            await engine.Orchestrator.RestoreAsync(second, Token);
            await engine.WaitAsync(second, SessionStatus.Working);
        };

        var plan = await engine.Orchestrator.Workspaces.PlanSweepAsync(Token);
        var done = await engine.Orchestrator.Workspaces.SweepAsync(plan, Token);

        Assert.Equal([(first, true), (second, true)], plan.Items.Select(static item => (item.Session, item.Remove)));
        Assert.Equal([(first, true), (second, false)], done.Items.Select(static item => (item.Session, item.Remove)));
        Assert.Equal([second], _world.Scm.Open);
        Assert.False(_world.Runtime.Process($"{second}.2").HasExited);
    }

    [Fact]
    public async Task Sweep_SessionIsRestoredWhileItsWorkspaceIsClosed_GoesOnInARestoredOne()
    {
        await using var engine = await Engine.StartAsync(_world);
        var id = await StoppedAsync(engine);
        _world.Scm.BeforeClose = async _ => await engine.Orchestrator.RestoreAsync(id, Token);

        await engine.Orchestrator.Workspaces.SweepAsync(await engine.Orchestrator.Workspaces.PlanSweepAsync(Token), Token);
        var restored = await engine.WaitAsync(id, SessionStatus.Working);

        Assert.NotNull(restored.WorkspacePath);
        Assert.Equal([id], _world.Scm.Open);
        Assert.False(_world.Runtime.Process($"{id}.2").HasExited);
    }

    [Fact]
    public async Task Sweep_WorkspaceCannotBeClosed_SaysWhyAndKeepsIt()
    {
        await using var engine = await Engine.StartAsync(_world);
        var id = await StoppedAsync(engine);
        _world.Scm.Fault = static what => what == "close" ? new AoException("The disk is full.") : null;

        var done = await engine.Orchestrator.Workspaces.SweepAsync(await engine.Orchestrator.Workspaces.PlanSweepAsync(Token), Token);

        var item = Assert.Single(done.Items);
        Assert.False(item.Remove);
        Assert.Contains("The disk is full.", item.Reason, StringComparison.Ordinal);
        Assert.Equal([id], _world.Scm.Open);
    }

    [Fact]
    public async Task Send_WhileTheWorkspaceIsClosed_GoesOnInARestoredOne()
    {
        _world.Project.PullRequests.OpenWhenDone = false;
        _world.Runtime.OnStart = static process =>
        {
            if (process.Request.Run.Number == 1)
            {
                process.Exit(0);
            }
        };
        await using var engine = await Engine.StartAsync(_world);
        _world.Scm.BeforeClose = async session => await engine.Orchestrator.SendAsync(session, "And that.", Token);

        var spawned = await engine.Orchestrator.SpawnAsync(Request(), Token);
        var told = await engine.WaitAsync(spawned.Id, static session => session is { Runs: 2, Status: SessionStatus.Working });

        Assert.NotNull(told.WorkspacePath);
        Assert.Equal([spawned.Id], _world.Scm.Open);
    }

    [Fact]
    public async Task Undelete_WhileTheWorkspaceIsClosed_BringsItBackAfterwards()
    {
        await using var engine = await Engine.StartAsync(_world);
        var id = await StoppedAsync(engine);
        var closing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Scm.BeforeClose = async _ =>
        {
            closing.SetResult();
            await asked.Task;
        };

        var sweep = engine.Orchestrator.Workspaces.SweepAsync(await engine.Orchestrator.Workspaces.PlanSweepAsync(Token), Token);
        await closing.Task.WaitAsync(Token);
        var undelete = engine.Orchestrator.Workspaces.UndeleteAsync(id, Token);
        asked.SetResult();
        await sweep;
        await undelete;

        Assert.Equal([id], _world.Scm.Open);
        Assert.NotNull(engine.Orchestrator.Get(id).WorkspacePath);
    }

    [Fact]
    public async Task Start_HostDiedWhileItClosedAWorkspace_ClosesItToTheEnd()
    {
        SessionId id;
        await using (var dying = await Engine.StartAsync(_world))
        {
            id = await StoppedAsync(dying);

            // Of the sweep only the intent is written.
            dying.Journal.AfterWrite = true;
            dying.Journal.CrashAt = dying.Journal.Appends + 1;
            var sweep = dying.Orchestrator.Workspaces.SweepAsync(await dying.Orchestrator.Workspaces.PlanSweepAsync(Token), Token);
            await dying.Journal.Crashed.WaitAsync(Token);
            await Assert.ThrowsAsync<JournalException>(() => sweep);
        }

        await using var engine = await Engine.StartAsync(_world);
        await engine.Sessions.WaitAsync(id, static state => state.WorkspaceClosed, Token);

        Assert.Empty(_world.Scm.Open);
    }

    private static SpawnRequest Request() => new() { Project = "shop", Prompt = "Do it." };

    private static async Task<SessionId> StoppedAsync(Engine engine)
    {
        var spawned = await engine.Orchestrator.SpawnAsync(Request(), Token);
        await engine.WaitAsync(spawned.Id, SessionStatus.Working);
        await engine.Orchestrator.StopAsync(spawned.Id, cancellationToken: Token);
        return spawned.Id;
    }
}
