using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Trackers;

namespace Ao.Core.Tests.Trackers;

public sealed class IssuesTests : IDisposable
{
    private static readonly ProjectId s_shop = new("shop");
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task CreateAsync_SameIntentTwice_CreatesOneIssue()
    {
        _world.Project.Tracker = "tracker";
        await using var engine = await Engine.StartAsync(_world);
        var draft = new IssueDraft { Key = new OperationKey("report/7"), Title = "It breaks" };

        var issue = await engine.Orchestrator.Issues.CreateAsync(s_shop, draft, Token);
        var again = await engine.Orchestrator.Issues.CreateAsync(s_shop, draft, Token);
        await engine.Orchestrator.Issues.CreateAsync(s_shop, draft with { Key = null }, Token);

        Assert.Equal(issue.Id, again.Id);
        Assert.Equal(2, _world.Tracker.Issues.Count);
    }

    [Fact]
    public async Task UpdateAsync_CommentAndClose_GoThroughTheGate()
    {
        _world.Project.Tracker = "tracker";
        _world.Project.Gates = [EffectKind.UpdateIssue];
        await using var engine = await Engine.StartAsync(_world);
        var issue = await engine.Orchestrator.Issues.CreateAsync(s_shop, new IssueDraft { Title = "It breaks" }, Token);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approving = engine.ApproveEverythingAsync(over.Token);

        var closed = await engine.Orchestrator.Issues.UpdateAsync(s_shop, issue.Id, new IssueEdit { Comment = "Mended.", IsOpen = false }, Token);
        await over.CancelAsync();
        await approving;

        Assert.False(closed.IsOpen);
        Assert.Equal("Mended.", Assert.Single(closed.Comments).Text);
        var consent = Assert.Single(engine.Orchestrator.Consents.List(pendingOnly: false));
        Assert.Equal((ConsentState.Used, EffectKind.UpdateIssue, "Mended."), (consent.State, consent.Kind, consent.Parameters["comment"]));
    }

    [Fact]
    public async Task CreateAsync_ProjectWithoutTracker_SaysWhatToSet()
    {
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Issues.CreateAsync(s_shop, new IssueDraft { Title = "It breaks" }, Token));

        Assert.Contains("Ao:Projects:shop:Tracker", error.Message, StringComparison.Ordinal);
    }
}
