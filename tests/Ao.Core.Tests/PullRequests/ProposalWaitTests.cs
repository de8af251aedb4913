using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.PullRequests;
using Ao.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.PullRequests;

/// <summary>A change whose forge has no quota left is proposed when it has: once, and with the yes that was given for it.</summary>
public sealed class ProposalWaitTests : IDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private readonly World _world = new();
    private static readonly TimeSpan s_wait = TimeSpan.FromMinutes(40);
    private readonly ArmedTime _time = new(s_noon);

    public ProposalWaitTests()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        _world.Time = _time;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("open-pull-request")]
    [InlineData("find-pull-request")]
    public async Task Quota_IsSpent_WaitsUntilTheForgeSays_AndIsOpenedOnceAfterARestart(string call)
    {
        var isSpent = true;
        _world.Scm.Fault = what => what == call && isSpent ? new TransientException("The quota is spent.", s_wait) : null;
        SessionId id;
        await using (var engine = await Engine.StartAsync(_world))
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var approving = engine.ApproveEverythingAsync(over.Token);
            id = (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token)).Id;
            var waiting = await engine.WaitAsync(id, static session => session.PullRequest?.Wait is not null);
            await _time.WhenArmedAsync(s_wait, times: 1);
            await over.CancelAsync();
            await approving;

            Assert.Equal((SessionStatus.Done, ProposalState.Waiting), (waiting.Status, waiting.PullRequest!.State));
            Assert.Equal((s_noon.AddMinutes(40), 1), (waiting.PullRequest.Wait!.Until, waiting.PullRequest.Wait.Tries));
            Assert.Contains("The quota is spent.", waiting.PullRequest.Wait.Reason, StringComparison.Ordinal);
            Assert.Empty(_world.Scm.PullRequests);
        }

        isSpent = false;
        await using var next = await Engine.StartAsync(_world);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var late = next.ApproveEverythingAsync(ending.Token);
        Assert.Equal(ProposalState.Waiting, next.Orchestrator.Get(id).PullRequest!.State);
        await _time.WhenArmedAsync(s_wait, times: 2);
        _time.Advance(s_wait);
        var opened = await next.WaitAsync(id, static session => session.PullRequest is { State: ProposalState.Open });
        await ending.CancelAsync();
        await late;

        Assert.Null(opened.PullRequest!.Wait);
        Assert.Single(_world.Scm.PullRequests);
        Assert.Single(next.Orchestrator.Consents.List(pendingOnly: false), static consent => consent.Kind == EffectKind.OpenPullRequest);
        Assert.True((await next.Orchestrator.Audit.VerifyAsync(Token)).IsIntact);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Forge_IsAway_AndSaysNotForHowLong_IsOpenedWhenItIsBack(bool isDefect)
    {
        _world.Time = TimeProvider.System;
        var isAway = true;
        _world.Scm.Fault = what => what == "find-pull-request" && isAway ? isDefect ? new InvalidOperationException("Half an answer.") : new TransientException("The forge is away.") : null;
        await using var engine = await Engine.StartAsync(_world);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approving = engine.ApproveEverythingAsync(over.Token);
        var id = (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token)).Id;
        var waiting = await engine.WaitAsync(id, static session => session.PullRequest?.Wait is not null);
        Assert.Equal(ProposalState.Waiting, waiting.PullRequest!.State);

        isAway = false;
        await engine.Orchestrator.PullRequests.ProposeAsync(id, Token);
        await engine.WaitAsync(id, static session => session.PullRequest is { State: ProposalState.Open });
        await over.CancelAsync();
        await approving;

        Assert.Single(_world.Scm.PullRequests);
        Assert.Single(engine.Orchestrator.Consents.List(pendingOnly: false), static consent => consent.Kind == EffectKind.OpenPullRequest);
    }

    [Fact]
    public async Task Waiting_IsAskedForNow_TriesAtOnce()
    {
        var isSpent = true;
        _world.Scm.Fault = what => what == "open-pull-request" && isSpent ? new TransientException("The quota is spent.", TimeSpan.FromHours(3)) : null;
        await using var engine = await Engine.StartAsync(_world);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approving = engine.ApproveEverythingAsync(over.Token);
        var id = (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token)).Id;
        await engine.WaitAsync(id, static session => session.PullRequest?.Wait is not null);
        await _time.WhenArmedAsync(TimeSpan.FromHours(3), times: 1);

        isSpent = false;
        await engine.Orchestrator.PullRequests.ProposeAsync(id, Token);
        await engine.WaitAsync(id, static session => session.PullRequest is { State: ProposalState.Open });
        await over.CancelAsync();
        await approving;

        Assert.Single(_world.Scm.PullRequests);
    }

    [Theory]
    [InlineData(0, null, 1)]
    [InlineData(3, null, 8)]
    [InlineData(500, null, 30)]
    [InlineData(0, 40, 40)]
    [InlineData(9, 1, 1)]
    [InlineData(0, 100_000, 1440)]
    public void After_Tries_WaitsAsAskedOrLongerEachTime(int tries, int? wish, int expected)
    {
        var before = tries == 0 ? null : new ProposalWait(s_noon, "Spent.", tries);

        var wait = ProposalWaits.After(before, wish is { } minutes ? TimeSpan.FromMinutes(minutes) : null, "Spent.", s_noon);

        Assert.Equal((s_noon.AddMinutes(expected), tries + 1), (wait.Until, wait.Tries));
    }

    /// <summary>A clock that stands, and says when somebody has begun to wait for a time.</summary>
    private sealed class ArmedTime(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly Lock _sync = new();
        private readonly List<TimeSpan> _armed = [];
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task WhenArmedAsync(TimeSpan due, int times)
        {
            while (true)
            {
                Task changed;
                lock (_sync)
                {
                    if (_armed.Count(one => one == due) >= times)
                    {
                        return;
                    }

                    changed = _changed.Task;
                }

                await changed.WaitAsync(Token);
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            lock (_sync)
            {
                _armed.Add(dueTime);
                _changed.TrySetResult();
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return timer;
        }
    }
}
