using Ao.Core.Tests.Sessions;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;
using Ao.TestSupport.Fakes;
using Ao.Trackers;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.PullRequests;

/// <summary>What a forge or a tracker tells is looked at at once; the intervals are for what it does not tell.</summary>
public sealed class FeedTests : IDisposable
{
    private readonly World _world = new() { Reacts = true, Time = new FakeTimeProvider(TimeProvider.System.GetUtcNow()) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task PullRequestHint_IsLookedAtWithoutWaiting()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approving = engine.ApproveEverythingAsync(over.Token);
        var id = (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token)).Id;
        var opened = await engine.WaitAsync(id, static session => session.PullRequest is { State: ProposalState.Open });
        await engine.Orchestrator.PullRequests.LookAsync(new ProjectId("shop"), Token);
        await over.CancelAsync();
        await approving;

        // The clock stands: nothing but the hint can have it looked at.
        _world.Scm.MergeElsewhere(opened.PullRequest!.Number!.Value);
        _world.Scm.Hints.Tell(new PullRequestHint(opened.PullRequest.Number));

        await engine.WaitAsync(id, static session => session.PullRequest is { State: ProposalState.Merged });
    }

    [Fact]
    public async Task IssueHint_HasTheBacklogLook()
    {
        _world.Project.Tracker = "tracker";
        _world.Project.Backlog.Enabled = true;
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.Backlog.LookAsync(new ProjectId("shop"), Token);

        var issue = new Issue { Id = "7", Title = "It is slow", Labels = ["ao:backlog"], CreatedAt = DateTimeOffset.UnixEpoch };
        _world.Tracker.Put(issue);
        _world.Tracker.Hints.Tell(new IssueChange("1", issue));

        await foreach (var _ in engine.Journal.SubscribeAsync(0, Token))
        {
            if (engine.Orchestrator.List().Any(static session => session.Issue?.Id == "7"))
            {
                return;
            }
        }
    }

    [Fact]
    public async Task Feed_BreaksOff_IsOpenedAgain_AndLookedAtInBetween()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var source = new HintSource<PullRequestHint> { Fault = static opened => opened < 3 ? new TransientException("Away.") : null };
        var wakes = 0;
        var problems = new List<string>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var woken = new TaskCompletionSource();
        var following = Ao.Effects.HintFeed.FollowAsync(
            () => source.FollowAsync(ending.Token),
            () =>
            {
                if (Interlocked.Increment(ref wakes) == 4)
                {
                    woken.SetResult();
                }
            },
            problem => problems.Add(problem.Message),
            time,
            ending.Token);

        source.Tell(new PullRequestHint(1));
        while (!woken.Task.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(5));
            await Task.Yield();
        }

        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        Assert.Equal((4, 3, "Away."), (source.Opened, problems.Count, problems[0]));
    }
}
