using Ao.Agents;
using Ao.Runtimes;
using Ao.Scm;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Sessions;

/// <summary>Reviewers read one change at one revision, change nothing, and are done with their verdict.</summary>
public sealed class ReviewerTests : IDisposable
{
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SpawnRequest Reviewer => new() { Project = "shop", Prompt = "Review it.", Role = SessionRole.Reviewer };

    private static SessionId Second => new("shop", 2);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Spawn_OfASession_IsPinnedToItsVerifiedRevisionAndReadOnly()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token);
        var change = await engine.WaitAsync(States.Id, SessionStatus.Done);
        _world.Runtime.OnStart = null;

        await engine.Orchestrator.SpawnAsync(Reviewer with { Reviews = States.Id }, Token);
        await engine.WaitAsync(Second, SessionStatus.Working);

        var workspace = _world.Agent.Launches[new RunId(Second, 1)].Workspace;
        Assert.Equal((change.VerifiedRevision, true), (workspace.BaseRevision, workspace.IsReadOnly));
        Assert.Equal(States.Id, engine.Orchestrator.Get(Second).Reviews);
    }

    [Fact]
    public async Task Spawn_WithoutAnythingToReview_IsRefused()
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token);

        var nothing = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(Reviewer, Token));
        var unverified = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(Reviewer with { Reviews = States.Id }, Token));
        var worker = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(Reviewer with { Role = SessionRole.Worker, Reviews = States.Id }, Token));

        Assert.Contains("Name the session whose change it is", nothing.Message, StringComparison.Ordinal);
        Assert.Contains("has no verified revision yet", unverified.Message, StringComparison.Ordinal);
        Assert.Contains("Only a reviewer reviews", worker.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verdict_NothingChanged_IsDone()
    {
        _world.Scm.HasChanges = false;
        await using var engine = await Engine.StartAsync(_world);
        await SpawnAsync(engine);

        await GiveVerdictAsync(engine);

        var done = await engine.WaitAsync(States.Id, static session => session is { Status: SessionStatus.Done, Verdict.IsPosted: true });
        Assert.Equal((ReviewVerdict.RequestChanges, "r0"), (done.Verdict!.Verdict, done.Verdict.Revision));
        Assert.Equal("There is no pull request to put it on.", done.Verdict.Note);
        Assert.Null(done.PullRequest);
    }

    [Fact]
    public async Task Claim_WithoutAVerdict_IsSentBack()
    {
        _world.Scm.HasChanges = false;
        _world.Runtime.OnStart = static process => process.Say("done");
        await using var engine = await Engine.StartAsync(_world);
        await SpawnAsync(engine);

        var sent = await engine.WaitAsync(States.Id, static session => session.Messages.Count > 0);

        Assert.Contains("There is no verdict yet", sent.Messages[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verdict_WorkspaceWasChanged_IsSentBackWithThePaths()
    {
        await using var engine = await Engine.StartAsync(_world);
        await SpawnAsync(engine);

        await GiveVerdictAsync(engine);

        var sent = await engine.WaitAsync(States.Id, static session => session.Messages.Count > 0);
        Assert.Contains("A reviewer changes nothing", sent.Messages[0].Text, StringComparison.Ordinal);
    }

    private static async Task SpawnAsync(Engine engine)
    {
        await engine.Orchestrator.SpawnAsync(Reviewer with { Revision = "r0" }, Token);
        await engine.WaitAsync(States.Id, static session => session.Runs > 0 && session.Status is not (SessionStatus.Queued or SessionStatus.Starting));
    }

    private static async Task GiveVerdictAsync(Engine engine) =>
        await engine.Get<SessionContext>().AppendAsync(States.Id, Token, new Facts.VerdictGiven(1, ReviewVerdict.RequestChanges, "It loses data.", ["The file is not flushed."]), new Facts.DoneClaimed(1, 0, null, null));
}
