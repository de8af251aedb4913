using System.Threading.Channels;
using Ao.Agents;
using Ao.Consents;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Sessions;

public sealed class OrchestratorTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Spawn_AgentExitsWithZero_VerifiesProposesAndMerges()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        _world.VerifyWith("true");
        await using var engine = await Engine.StartAsync(_world);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var approving = engine.ApproveEverythingAsync(over.Token);

        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), over.Token);
        var proposed = await engine.WaitAsync(spawned.Id, session => session.PullRequest is { State: ProposalState.Open });
        var merge = await engine.Orchestrator.PullRequests.MergeAsync(spawned.Id, over.Token);
        var closed = await engine.WaitAsync(spawned.Id, session => session.WorkspacePath is null);

        Assert.Equal(SessionStatus.Done, proposed.Status);
        Assert.Equal("check", Assert.Single(Assert.Single(proposed.Verifications).Commands).Name);
        Assert.True(merge.Merged, merge.Reason);
        Assert.Equal(ProposalState.Merged, closed.PullRequest!.State);
        Assert.Empty(_world.Scm.Open);
        await over.CancelAsync();
        await approving;
    }

    [Fact]
    public async Task Spawn_Runtime_IsToldToTheAgentEachTime()
    {
        _world.Runtime.Traits = _world.Runtime.Traits with { IsTerminal = true, CanWrite = false };
        await using var engine = await Engine.StartAsync(_world);
        _world.Runtime.OnStart = static process => process.Exit(0);

        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, SessionStatus.Done);

        Assert.NotEmpty(_world.Agent.Runtimes);
        Assert.All(_world.Agent.Runtimes, traits => Assert.Equal(_world.Runtime.Traits, traits));
    }

    [Fact]
    public async Task Spawn_NobodyConsents_OpensNoPullRequest()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, SessionStatus.Done);
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(spawned.Id, consent.Session);
            Assert.Equal("revision-of-shop-1", consent.Parameters["headRevision"]);
            break;
        }

        Assert.Empty(_world.Scm.PullRequests);
    }

    [Fact]
    public async Task Verification_Fails_SendsTheOutputBackUntilTheAttemptsAreUsedUp()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        _world.VerifyWith("sh", "-c", "echo it is broken; exit 7");
        _world.Project.Verification.Attempts = 3;
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        var failed = await engine.WaitAsync(spawned.Id, SessionStatus.Failed);

        Assert.Equal(3, failed.Runs);
        Assert.Equal(3, failed.Verifications.Count);
        Assert.Contains("'check' exiting with 7", failed.Reason, StringComparison.Ordinal);
        Assert.Equal("Do it.", _world.Agent.Prompts[new(spawned.Id, 1)]);
        Assert.StartsWith("Do it.", _world.Agent.Prompts[new(spawned.Id, 2)], StringComparison.Ordinal);
        Assert.Contains("it is broken", _world.Agent.Prompts[new(spawned.Id, 2)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AgentTakesMessagesWhileRunning_DeliversInOrderAndAcknowledges()
    {
        _world.Agent.Capabilities = new AgentCapabilities { TakesMessagesWhileRunning = true, AcknowledgesMessages = true };
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, SessionStatus.Working);

        var receipts = new List<MessageReceipt>();
        for (var number = 0; number < 20; number++)
        {
            receipts.Add(await engine.Orchestrator.SendAsync(spawned.Id, $"message {number}", TestContext.Current.CancellationToken));
        }

        await engine.WaitAsync(spawned.Id, static session => session.Messages.All(static message => message.Stage == MessageStage.Submitted));
        foreach (var receipt in receipts)
        {
            _world.Runtime.Process("shop-1.1").Say($"ack {receipt.Id}");
        }

        var acknowledged = await engine.WaitAsync(spawned.Id, static session => session.Messages.All(static message => message.Stage == MessageStage.Acknowledged));

        Assert.Equal(receipts.Select(static receipt => receipt.Id), _world.Agent.Sent.Select(static message => message.Id));
        Assert.Equal(20, acknowledged.Messages.Count);
    }

    [Fact]
    public async Task Send_AgentHasEndedWhenItIsTold_LaunchesTheNextRunWithIt()
    {
        // As a program does that says "done" and exits: what it is told afterwards goes to a dead pipe.
        _world.Agent.Capabilities = new AgentCapabilities { TakesMessagesWhileRunning = true, AcknowledgesMessages = true, ExitClaimsDone = true };
        _world.Agent.OnSend = static _ => new MessageDelivery(MessageStage.Failed, "The run has ended.");
        _world.Runtime.OnStart = static process => process.Say("done").Exit(0);
        _world.VerifyWith("false");
        _world.Project.Verification.Attempts = 3;
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        var failed = await engine.WaitAsync(spawned.Id, SessionStatus.Failed);

        Assert.Equal(3, failed.Runs);
        Assert.Equal(3, failed.Verifications.Count);
        Assert.Equal([MessageStage.Submitted, MessageStage.Submitted], failed.Messages.Select(static message => message.Stage));
    }

    [Fact]
    public async Task Send_AgentNeverReadsItAndEnds_LaunchesTheNextRunWithIt()
    {
        _world.Agent.Capabilities = new AgentCapabilities { TakesMessagesWhileRunning = true, AcknowledgesMessages = true, ExitClaimsDone = true };
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, SessionStatus.Working);

        var receipt = await engine.Orchestrator.SendAsync(spawned.Id, "And that.", TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, static session => session.Messages[0].Stage == MessageStage.Submitted);
        _world.Runtime.Process("shop-1.1").Exit(0);
        await engine.WaitAsync(spawned.Id, static session => session is { Runs: 2, Status: SessionStatus.Working });
        _world.Runtime.Process("shop-1.2").Say($"turn {receipt.Id}").Say($"ack {receipt.Id}").Exit(0);
        var done = await engine.WaitAsync(spawned.Id, SessionStatus.Done);

        Assert.Contains("And that.", _world.Agent.Prompts[new(spawned.Id, 2)], StringComparison.Ordinal);
        Assert.Equal(MessageStage.Acknowledged, Assert.Single(done.Messages).Stage);
        Assert.Equal(2, done.Runs);
    }

    [Fact]
    public async Task Send_AgentAnswersOnlyInItsOutput_ReadsOnMeanwhile()
    {
        // As a JSON-RPC agent does: the submission is answered by a line of output, behind others.
        var answered = new TaskCompletionSource<MessageDelivery>();
        _world.Agent.Capabilities = new AgentCapabilities { TakesMessagesWhileRunning = true, AcknowledgesMessages = true };
        _world.Agent.OnSendAsync = (message, _) =>
        {
            _world.Runtime.Process("shop-1.1").Say("usage 1").Say("usage 2").Say($"ack {message.Id}").Say("activity ready");
            return new ValueTask<MessageDelivery>(answered.Task);
        };
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, SessionStatus.Working);

        await engine.Orchestrator.SendAsync(spawned.Id, "And that.", TestContext.Current.CancellationToken);
        var ready = await engine.WaitAsync(spawned.Id, SessionStatus.Ready);
        answered.SetResult(new MessageDelivery(MessageStage.Submitted));

        Assert.Equal(3, ready.Usage.InputTokens);
        Assert.Equal(MessageStage.Acknowledged, Assert.Single(ready.Messages).Stage);
    }

    [Fact]
    public async Task Verification_FailsAndTheAgentMendsAndExits_VerifiesAgain()
    {
        _world.Agent.Capabilities = new AgentCapabilities { TakesMessagesWhileRunning = true, ExitClaimsDone = true };
        _world.VerifyWith("false");
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, SessionStatus.Working);

        _world.Runtime.Process("shop-1.1").Say("done");
        await engine.WaitAsync(spawned.Id, static session => session.Messages is [{ Stage: MessageStage.Submitted }]);
        _world.VerifyWith("true");
        _world.Runtime.Process("shop-1.1").Exit(0);
        var done = await engine.WaitAsync(spawned.Id, SessionStatus.Done);

        Assert.Equal(1, done.Runs);
        Assert.Equal([false, true], done.Verifications.Select(static verification => verification.Passed));
    }

    [Fact]
    public async Task Send_AgentTakesNoneWhileRunning_LaunchesTheNextRunWithIt()
    {
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, SessionStatus.Working);

        var receipt = await engine.Orchestrator.SendAsync(spawned.Id, "And that.", TestContext.Current.CancellationToken);
        _world.Runtime.Process("shop-1.1").Say("conversation c1").Exit(1);
        var told = await engine.WaitAsync(spawned.Id, static session => session is { Runs: 2, Status: SessionStatus.Working });

        Assert.Equal(MessageStage.Persisted, receipt.Stage);
        Assert.Equal(MessageStage.Submitted, Assert.Single(told.Messages).Stage);
        Assert.Equal("And that.", _world.Agent.Prompts[new(spawned.Id, 2)]);
    }

    [Fact]
    public async Task Stop_WhileWorking_EndsTheProcessAndRestoreGoesOn()
    {
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, SessionStatus.Working);

        var stopped = await engine.Orchestrator.StopAsync(spawned.Id, "enough", TestContext.Current.CancellationToken);
        var process = _world.Runtime.Process("shop-1.1");
        var refused = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SendAsync(spawned.Id, "Hello?", TestContext.Current.CancellationToken));
        await engine.Orchestrator.RestoreAsync(spawned.Id, TestContext.Current.CancellationToken);
        var restored = await engine.WaitAsync(spawned.Id, SessionStatus.Working);

        Assert.Equal(SessionStatus.Stopped, stopped.Status);
        Assert.True(process.HasExited);
        Assert.Contains("Restore it first", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, restored.Runs);
    }

    [Fact]
    public async Task Stop_WhileItWaitsForConsent_OpensNoPullRequest()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);

        // One watch over the stop: a new one would not be told of what was withdrawn before it.
        await using var consents = engine.Orchestrator.Consents.WatchAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await consents.MoveNextAsync());

        var stopped = await engine.Orchestrator.StopAsync(spawned.Id, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(SessionStatus.Stopped, stopped.Status);
        while (consents.Current.State != ConsentState.Withdrawn)
        {
            Assert.True(await consents.MoveNextAsync());
        }

        Assert.Empty(engine.Orchestrator.Consents.List());
        Assert.Empty(_world.Scm.PullRequests);
    }

    [Fact]
    public async Task Spawn_SameKeyManyTimesAtOnce_MakesOneSession()
    {
        await using var engine = await Engine.StartAsync(_world);

        var sessions = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => engine.Orchestrator.SpawnAsync(Request("Do it.") with { Key = new OperationKey("nightly/1") }, TestContext.Current.CancellationToken)));

        Assert.Single(sessions.Select(static session => session.Id).Distinct());
        Assert.Single(engine.Orchestrator.List());
    }

    [Fact]
    public async Task Spawn_MoreThanAreAdmitted_RunsNoMoreAtOnce()
    {
        _world.Options.Admission.MaxSessions = 3;
        _world.Project.PullRequests.OpenWhenDone = false;
        var running = 0;
        var highest = 0;
        var started = Channel.CreateUnbounded<FakeProcess>();
        _world.Runtime.OnStart = process =>
        {
            highest = Math.Max(highest, Interlocked.Increment(ref running));
            started.Writer.TryWrite(process);
        };
        await using var engine = await Engine.StartAsync(_world);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken)));
        var live = new Queue<FakeProcess>();
        for (var number = 1; number <= 12; number++)
        {
            live.Enqueue(await started.Reader.ReadAsync(TestContext.Current.CancellationToken));
            if (live.Count == 3 || number == 12)
            {
                await EndAsync(live.Dequeue());
            }
        }

        while (live.TryDequeue(out var process))
        {
            await EndAsync(process);
        }

        async Task EndAsync(FakeProcess process)
        {
            Interlocked.Decrement(ref running);
            process.Exit(0);
            await engine.WaitAsync(process.Handle.Run.Session, SessionStatus.Done);
        }

        Assert.Equal(3, highest);
        Assert.All(engine.Orchestrator.List(), static session => Assert.Equal(SessionStatus.Done, session.Status));
    }

    private static readonly Dictionary<string, (SpawnRequest Request, string Expected)> s_badRequests = new()
    {
        ["unknown project"] = (Request("Do it.") with { Project = "nowhere" }, "There is no project 'nowhere'. The configuration has shop."),
        ["blank task"] = (Request(" "), "The task is empty"),
        ["task of 1 MB"] = (Request(new string('x', 1024 * 1024)), "at most 262,144 can be taken"),
        ["NUL in the task"] = (Request("a\0b"), "holds a NUL character"),
        ["line break in the title"] = (Request("Do it.") with { Title = "a\nb" }, "cannot be used. Give one line"),
        ["bidirectional mark in the title"] = (Request("Do it.") with { Title = "\u202Eevil" }, "cannot be used. Give one line"),
        ["branch like an option"] = (Request("Do it.") with { Branch = "-x" }, "does not begin with '-'"),
        ["branch with a space"] = (Request("Do it.") with { Branch = "a b" }, "without spaces"),
        ["branch that climbs"] = (Request("Do it.") with { Branch = "../../etc" }, "'..'"),
        ["unknown dependency"] = (Request("Do it.") with { DependsOn = [new SessionId("shop", 99)] }, "There is no session 'shop-99'"),
    };

    public static TheoryData<string> BadRequests => [.. s_badRequests.Keys];

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task Spawn_BadRequest_SaysWhatToDoAndMakesNothing(string what)
    {
        var (request, expected) = s_badRequests[what];
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(request, TestContext.Current.CancellationToken));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Orchestrator.List());
    }

    [Fact]
    public async Task Spawn_AgentIsNotReady_SaysTheRemedyAndMakesNothing()
    {
        _world.Agent.Readiness = AgentReadiness.NotReady("It is not signed in.", "Run: tool login");
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken));

        Assert.Contains("Run: tool login", error.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Orchestrator.List());
    }

    [Fact]
    public async Task Spawn_WorkspaceCannotBeOpened_FailsWithTheReason()
    {
        _world.Scm.Fault = static what => what == "open" ? new AoException("The branch exists.") : null;
        await using var engine = await Engine.StartAsync(_world);

        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        var failed = await engine.WaitAsync(spawned.Id, SessionStatus.Failed);

        Assert.Equal("The branch exists.", failed.Reason);
    }

    [Fact]
    public async Task Watch_FromAPosition_GivesEveryEventBehindIt()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        _world.Project.PullRequests.OpenWhenDone = false;
        await using var engine = await Engine.StartAsync(_world);
        var spawned = await engine.Orchestrator.SpawnAsync(Request("Do it."), TestContext.Current.CancellationToken);
        await engine.WaitAsync(spawned.Id, static session => session is { Status: SessionStatus.Done, WorkspacePath: null });

        var all = await KindsAsync(engine, after: 0);
        var rest = await KindsAsync(engine, after: all[2].Position);

        Assert.Equal(["session.requested", "session.admitted", "session.workspace-opened", "session.launch-intended", "session.launched", "session.run-ended", "session.done-claimed", "session.verified", "session.done", "session.workspace-closing", "session.workspace-closed"], all.Select(static change => change.Kind));
        Assert.Equal(all.Skip(3).Select(static change => change.Position), rest.Select(static change => change.Position));
    }

    [Fact]
    public async Task Sweep_DryRunAndRun_ShareOnePlan()
    {
        await using var engine = await Engine.StartAsync(_world);
        var stopped = await engine.Orchestrator.SpawnAsync(Request("One."), TestContext.Current.CancellationToken);
        var working = await engine.Orchestrator.SpawnAsync(Request("Two."), TestContext.Current.CancellationToken);
        await engine.WaitAsync(stopped.Id, SessionStatus.Working);
        await engine.WaitAsync(working.Id, SessionStatus.Working);
        await engine.Orchestrator.StopAsync(stopped.Id, cancellationToken: TestContext.Current.CancellationToken);

        var plan = await engine.Orchestrator.Workspaces.PlanSweepAsync(TestContext.Current.CancellationToken);
        var done = await engine.Orchestrator.Workspaces.SweepAsync(plan, TestContext.Current.CancellationToken);

        Assert.Equal([(stopped.Id, true), (working.Id, false)], plan.Items.Select(static item => (item.Session, item.Remove)));
        Assert.Equal([stopped.Id], done.Items.Select(static item => item.Session));
        Assert.Equal([working.Id], _world.Scm.Open);
        Assert.NotEmpty(await engine.Orchestrator.Workspaces.UndeleteAsync(stopped.Id, TestContext.Current.CancellationToken));
        Assert.Contains(stopped.Id, _world.Scm.Open);
    }

    private static SpawnRequest Request(string prompt) => new() { Project = "shop", Prompt = prompt };

    private static async Task<List<SessionEvent>> KindsAsync(Engine engine, long after)
    {
        var events = new List<SessionEvent>();
        await foreach (var change in engine.Orchestrator.WatchAsync(after, TestContext.Current.CancellationToken))
        {
            events.Add(change);
            if (change.Kind == "session.workspace-closed")
            {
                break;
            }
        }

        return events;
    }
}
