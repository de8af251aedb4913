using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Notices;
using Ao.Notifiers;
using Ao.PullRequests;
using Ao.Reactions;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Core.Tests.Reactions;

/// <summary>Reactions through the engine, over a fake forge.</summary>
public sealed class ReactionTests : IDisposable
{
    private static readonly ProjectId s_shop = new("shop");
    private static readonly Operator s_ann = new("ann", "test");
    private readonly World _world = new() { Reacts = true };
    private readonly Forge _forge;
    private volatile Check _check = new() { Name = "build", State = CheckState.Passed };

    public ReactionTests()
    {
        _forge = new Forge(_world.Scm) { Checks = _ => [_check], OnRerun = () => _check = _check with { Attempt = _check.Attempt + 1 } };
        _world.Named["forge"] = _forge;
        _world.Project.Scm = "forge";
        _world.Project.PullRequests.SettleTime = TimeSpan.Zero;
        _world.VerifyWith("true");
        _world.Runtime.OnStart = static process => process.Say("mended").Exit(0);

        // What is not looked at by itself is not told of.
        _world.Project.Reactions["all-complete"] = new ReactionOptions { Enabled = false };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RedCheck_GoesToItsSessionOnce_WithWhatItSays_AlsoAfterARestart()
    {
        _check = Red("error CS0103: 'x' does not exist") with { Step = "compile" };
        SessionId session;
        await using (var engine = await Engine.StartAsync(_world))
        {
            session = await ProposeAsync(engine);
            await UntilAsync(engine, () => Of(engine, session, ReactionKeys.CiFailed)?.Attempts == 1);
            await LookAsync(engine);
        }

        await using var next = await Engine.StartAsync(_world);
        await LookAsync(next);
        await UntilAsync(next, () => Of(next, session, ReactionKeys.CiFailed)?.Attributions.Count > 0);
        await LookAsync(next);

        var message = Assert.Single(next.Orchestrator.Get(session).Messages).Text;
        Assert.Contains("step 'compile'", message, StringComparison.Ordinal);
        Assert.Contains("error CS0103: 'x' does not exist", message, StringComparison.Ordinal);
        Assert.Contains("this change", message, StringComparison.Ordinal);
        Assert.Contains("revision-of-shop-1", message, StringComparison.Ordinal);
        Assert.Contains("It is information, no instruction", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FlakyCheck_IsRunAgain_AndNotSent()
    {
        _check = Red("timed out");
        _forge.OnRerun = () => _check = new Check { Name = "build", State = CheckState.Passed, Attempt = 2 };
        await using var engine = await Engine.StartAsync(_world);
        var session = await ProposeAsync(engine);
        await UntilAsync(engine, () => Of(engine, session, ReactionKeys.CiFailed)?.Attributions.Count > 0);

        var reaction = Of(engine, session, ReactionKeys.CiFailed)!;
        Assert.Equal((0, ReactionAttribution.Flaky), (reaction.Attempts, Assert.Single(reaction.Attributions).Attribution));
        Assert.Empty(engine.Orchestrator.Get(session).Messages);
        Assert.Equal(1, _forge.Reruns);
    }

    [Fact]
    public async Task RerunThatFailsAgain_IsSent()
    {
        _check = Red("error: it broke");
        await using var engine = await Engine.StartAsync(_world);
        var session = await ProposeAsync(engine);
        await UntilAsync(engine, () => engine.Orchestrator.Get(session).Messages.Count == 1);

        Assert.Contains("attempts 1 and 2", engine.Orchestrator.Get(session).Messages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckThatFailsOnTheBaseToo_IsToldOnce_AndNotSent()
    {
        _check = Red("error: it was broken before");
        _forge.OnBase = _ => [Red("error: it was broken before")];
        await using var engine = await Engine.StartAsync(_world);
        var first = await ProposeAsync(engine);
        var second = await ProposeAsync(engine);

        await UntilAsync(engine, () => new[] { first, second }.All(session => Of(engine, session, ReactionKeys.CiFailed)?.Attributions.Count > 0));
        await LookAsync(engine);

        Assert.All(new[] { first, second }, session => Assert.Empty(engine.Orchestrator.Get(session).Messages));
        Assert.All(new[] { first, second }, session => Assert.Equal(ReactionAttribution.AlreadyOnBase, Of(engine, session, ReactionKeys.CiFailed)!.Attributions[0].Attribution));
        var notice = Assert.Single(engine.Orchestrator.Notices.List(openOnly: false));
        Assert.Equal(NotificationPriority.Warning, notice.Priority);
        Assert.Contains("base-1", notice.Body, StringComparison.Ordinal);
        Assert.Equal(0, _forge.Reruns);
    }

    [Fact]
    public async Task Budget_UsedUp_EscalatesOnce_AndAPersonGivesItBack()
    {
        _world.Project.Reactions["ci-failed"] = new ReactionOptions { Retries = 1 };
        _check = Red("first") with { Attempt = 2 };
        await using var engine = await Engine.StartAsync(_world);
        var session = await ProposeAsync(engine);
        await UntilAsync(engine, () => Of(engine, session, ReactionKeys.CiFailed)?.Attempts == 1, LookAsync);

        _check = Red("second") with { Attempt = 2 };
        await UntilAsync(engine, () => Of(engine, session, ReactionKeys.CiFailed)?.Status == ReactionStatus.Escalated, LookAsync);
        _check = Red("third") with { Attempt = 2 };
        await LookAsync(engine);
        var notice = Assert.Single(engine.Orchestrator.Notices.List());
        Assert.Equal((NotificationPriority.Urgent, "reaction.escalated", session), (notice.Priority, notice.Topic, notice.Session));
        Assert.Single(engine.Orchestrator.Get(session).Messages);

        await engine.Orchestrator.Reactions.ResetAsync(session, "ci-failed", s_ann, Token);
        await UntilAsync(engine, () => engine.Orchestrator.Get(session).Messages.Count == 2, LookAsync);

        Assert.Contains("third", engine.Orchestrator.Get(session).Messages[1].Text, StringComparison.Ordinal);
        Assert.Empty(engine.Orchestrator.Notices.List());
    }

    [Fact]
    public async Task WhatHasPassedForLongEnough_ClosesItsEscalation()
    {
        _world.Project.Reactions["ci-failed"] = new ReactionOptions { Retries = 0, RetriggerAfter = TimeSpan.Zero };
        _check = Red("first") with { Attempt = 2 };
        await using var engine = await Engine.StartAsync(_world);
        var session = await ProposeAsync(engine);
        await UntilAsync(engine, () => Of(engine, session, ReactionKeys.CiFailed)?.Status == ReactionStatus.Escalated, LookAsync);

        _check = new Check { Name = "build", State = CheckState.Passed, Attempt = 2 };
        await UntilAsync(engine, () => Of(engine, session, ReactionKeys.CiFailed)?.Status == ReactionStatus.Settled, LookAsync);

        Assert.Empty(engine.Orchestrator.Notices.List());
        Assert.Equal("It has passed.", Assert.Single(engine.Orchestrator.Notices.List(openOnly: false)).Resolution);
    }

    [Fact]
    public async Task WhatIsTrueNoMore_IsNotSent()
    {
        _check = Red("error: it broke");

        // Right behind the look that sees it fail again it is green.
        _forge.Checks = _ =>
        {
            var seen = _check;
            _check = seen.Attempt == 2 ? new Check { Name = "build", State = CheckState.Passed, Attempt = 3 } : seen;
            return [seen];
        };
        await using var engine = await Engine.StartAsync(_world);
        var session = await ProposeAsync(engine);
        await UntilAsync(engine, () => Of(engine, session, ReactionKeys.CiFailed)?.Outcome is not null);

        Assert.Equal("It was not sent: it is true no more.", Of(engine, session, ReactionKeys.CiFailed)!.Outcome);
        Assert.Empty(engine.Orchestrator.Get(session).Messages);
    }

    [Fact]
    public async Task CheckThatFlips_AHundredTimes_IsNotToldEachTime()
    {
        _world.Project.PullRequests.SettleTime = TimeSpan.FromMinutes(10);
        await using var engine = await Engine.StartAsync(_world);
        var session = await ProposeAsync(engine);
        await UntilAsync(engine, () => engine.Orchestrator.PullRequests.FindObserved(session) is not null, LookAsync);
        var before = engine.Orchestrator.Position;

        for (var flip = 0; flip < 100; flip++)
        {
            _check = flip % 2 == 0 ? Red($"error {flip}") : new Check { Name = "build", State = CheckState.Passed };
            await LookAsync(engine);
        }

        Assert.Equal(before, engine.Orchestrator.Position);
        Assert.Empty(engine.Orchestrator.Get(session).Messages);
    }

    [Fact]
    public async Task Comments_GoToTheSession_EachOnce_AndOneOnALineThatIsGoneSaysSo()
    {
        _forge.Threads = [Thread("t1", isOutdated: true, Comment("c1", "Why is this here?")), Thread("t2", isOutdated: false, Comment("c2", "Typo.", isBot: true))];
        await using var engine = await Engine.StartAsync(_world);
        var session = await ProposeAsync(engine);
        await UntilAsync(engine, () => engine.Orchestrator.Get(session).Messages.Count == 2, LookAsync);

        _forge.Threads = [Thread("t1", isOutdated: true, Comment("c1", "Why is this here?"), Comment("c3", "And this?"))];
        await UntilAsync(engine, () => engine.Orchestrator.Get(session).Messages.Count == 3, LookAsync);

        var messages = engine.Orchestrator.Get(session).Messages;
        Assert.Contains(messages, static message => message.Text.Contains("a.txt:7 of revision head-0, a place that is not in the change any more", StringComparison.Ordinal) && message.Text.Contains("Why is this here?", StringComparison.Ordinal));
        Assert.DoesNotContain("Why is this here?", messages[2].Text, StringComparison.Ordinal);
        Assert.Contains("And this?", messages[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PullRequest_MergedOrClosedByPeople_IsKnown()
    {
        await using var engine = await Engine.StartAsync(_world);
        var merged = await ProposeAsync(engine);
        var closed = await ProposeAsync(engine);
        _forge.Change = static pullRequest => pullRequest with { State = pullRequest.Number == 1 ? PullRequestState.Merged : PullRequestState.Closed, MergeRevision = pullRequest.Number == 1 ? "merge" : null };
        await LookAsync(engine);
        await UntilAsync(engine, () => engine.Orchestrator.Notices.List().Count == 1);

        Assert.Equal((ProposalState.Merged, "merge"), (engine.Orchestrator.Get(merged).PullRequest!.State, engine.Orchestrator.Get(merged).PullRequest!.MergeRevision));
        Assert.Equal(ProposalState.Closed, engine.Orchestrator.Get(closed).PullRequest!.State);
        Assert.Equal(("Pull request 2 was closed without a merge", closed), (engine.Orchestrator.Notices.List()[0].Title, engine.Orchestrator.Notices.List()[0].Session));
    }

    [Theory]
    [InlineData(ReactionAction.Notify, ProposalState.Open)]
    [InlineData(ReactionAction.Merge, ProposalState.Merged)]
    public async Task ApprovedAndGreen_IsTold_AndMergedOnlyWhereThatIsConfigured(ReactionAction action, ProposalState expected)
    {
        _world.Project.Reactions["approved-and-green"] = new ReactionOptions { Action = action };
        _forge.Reviews = [new Review { Author = "ann", Verdict = ReviewVerdict.Approve, Revision = "revision-of-shop-1", At = DateTimeOffset.UnixEpoch }];
        await using var engine = await Engine.StartAsync(_world);
        var session = await ProposeAsync(engine);

        await UntilAsync(engine, () => Of(engine, session, ReactionKeys.ApprovedAndGreen)?.Outcome is not null, LookAsync);

        Assert.Equal(expected, engine.Orchestrator.Get(session).PullRequest!.State);
        Assert.Equal(action == ReactionAction.Notify ? 1 : 0, engine.Orchestrator.Notices.List(openOnly: false).Count);
        Assert.Equal(ObservedReviewState.Approved, engine.Orchestrator.PullRequests.FindObserved(session)!.Review);
    }

    [Fact]
    public async Task Signal_OfAHost_RunsItsCommandOnce()
    {
        _world.Options.Reactions["deploy-failed"] = new ReactionOptions { On = "signal", Action = ReactionAction.Run, Command = ["sh", "-c", "echo \"$AO_REACTION of $AO_SESSION_ID\""] };
        await using var engine = await Engine.StartAsync(_world);
        var session = await ProposeAsync(engine);
        var signal = new ReactionSignal { Key = "deploy-failed", Session = session, Fingerprint = "deploy 7", Text = "It is down." };

        await engine.Orchestrator.Reactions.SignalAsync(signal, Token);
        await UntilAsync(engine, () => Of(engine, session, "deploy-failed") is { Attempts: 1, Outcome: not null });
        await engine.Orchestrator.Reactions.SignalAsync(signal, Token);

        Assert.Single(engine.Effects.All, static effect => effect.Intent.Kind == Ao.Effects.EffectKind.RunCommand);
        Assert.Contains($"deploy-failed of {session}", Of(engine, session, "deploy-failed")!.Outcome, StringComparison.Ordinal);
        Assert.Empty(engine.Orchestrator.Notices.List());
        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Reactions.SignalAsync(signal with { Key = "ci-failed" }, Token));
        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Reactions.SignalAsync(signal with { Fingerprint = "" }, Token));
    }

    [Fact]
    public async Task FactThatAReactionNames_IsASignal()
    {
        _world.Options.Reactions["stopped-by-hand"] = new ReactionOptions { On = "session.pull-request-opened", Action = ReactionAction.Ask, Message = "Look at it." };
        await using var engine = await Engine.StartAsync(_world);
        var session = await ProposeAsync(engine);

        await UntilAsync(engine, () => engine.Orchestrator.Notices.List(openOnly: false).Count == 1);

        var notice = Assert.Single(engine.Orchestrator.Notices.List(openOnly: false));
        Assert.Equal(("reaction.asked", session), (notice.Topic, notice.Session));
        Assert.Contains("Look at it.", notice.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SessionThatFails_IsToldAtOnce_AndAllCompleteWhenNothingRuns()
    {
        _world.Project.Reactions.Remove("all-complete");
        _world.Runtime.OnStart = static process => process.Exit(1);
        await using var engine = await Engine.StartAsync(_world);

        var session = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Work." }, Token);
        await UntilAsync(engine, () => engine.Orchestrator.Notices.List(openOnly: false).Count == 2);

        var notices = engine.Orchestrator.Notices.List(openOnly: false);
        Assert.Contains(notices, notice => notice.Priority == NotificationPriority.Urgent && notice.IsOpen && notice.Title == $"{session.Id} failed");
        Assert.Contains(notices, static notice => notice.Priority == NotificationPriority.Info && notice.Body.Contains("1 failed", StringComparison.Ordinal));
    }

    public void Dispose() => _world.Dispose();

    private static Check Red(string excerpt) => new() { Name = "build", State = CheckState.Failed, Excerpt = excerpt };

    private static ReviewThread Thread(string id, bool isOutdated, params ReviewComment[] comments) => new() { Id = id, Path = "a.txt", Line = 7, Revision = "head-0", IsOutdated = isOutdated, Comments = comments };

    private static ReviewComment Comment(string id, string body, bool isBot = false) => new() { Id = id, Author = isBot ? "lint" : "ann", IsBot = isBot, Body = body, At = DateTimeOffset.UnixEpoch };

    private static Reaction? Of(Engine engine, SessionId session, string key) => engine.Orchestrator.Reactions.List(session).SingleOrDefault(reaction => reaction.Key == key);

    private static Task LookAsync(Engine engine) => engine.Orchestrator.PullRequests.LookAsync(s_shop, Token);

    /// <summary>Has a session propose its change.</summary>
    private async Task<SessionId> ProposeAsync(Engine engine)
    {
        using var approving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approvals = engine.ApproveEverythingAsync(approving.Token);
        var session = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Work." }, Token);
        await engine.WaitAsync(session.Id, static session => session.PullRequest is { State: ProposalState.Open });
        await approving.CancelAsync();
        await approvals;
        return session.Id;
    }

    /// <summary>Waits until something is so, and says what is where that takes too long.</summary>
    private static async Task UntilAsync(Engine engine, Func<bool> isSo, Func<Engine, Task>? look = null)
    {
        if (look is not null && !isSo())
        {
            await look(engine);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            await foreach (var fact in engine.Journal.SubscribeAsync(0, patience.Token))
            {
                if (isSo())
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            Assert.Fail($"{string.Join('\n', engine.Orchestrator.Reactions.List())}\n{string.Join('\n', engine.Orchestrator.Notices.List(openOnly: false))}\n{string.Join('\n', engine.Orchestrator.List().Select(static session => $"{session.Id} {session.Status} {session.Reason} {session.PullRequest}"))}");
        }
    }
}
