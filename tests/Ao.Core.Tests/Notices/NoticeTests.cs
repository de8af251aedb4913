using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;

namespace Ao.Core.Tests.Notices;

/// <summary>What waits for a person stays until somebody has seen to it, whatever becomes of the host.</summary>
public sealed class NoticeTests : IDisposable
{
    private static readonly Operator s_ada = new("ada", "test");
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Raise_TheSameKeyAgain_IsOneNotice_AlsoAfterARestart()
    {
        await using (var engine = await Engine.StartAsync(_world))
        {
            await engine.Get<NoticeDesk>().RaiseAsync(New("a", isLatched: true), Token);
            await engine.Get<NoticeDesk>().RaiseAsync(New("a", isLatched: true) with { Title = "Said otherwise" }, Token);
        }

        await using var next = await Engine.StartAsync(_world);
        await next.Get<NoticeDesk>().RaiseAsync(New("a", isLatched: true), Token);

        var notice = Assert.Single(next.Orchestrator.Notices.List());
        Assert.Equal(("Something is wrong", true, NotificationPriority.Urgent), (notice.Title, notice.IsOpen, notice.Priority));
    }

    [Fact]
    public async Task List_OpenOnly_LeavesOutWhatOnlyTells()
    {
        await using var engine = await Engine.StartAsync(_world);
        var desk = engine.Get<NoticeDesk>();

        await desk.RaiseAsync(New("tells", isLatched: false), Token);
        await desk.RaiseAsync(New("waits", isLatched: true), Token);

        Assert.Single(engine.Orchestrator.Notices.List());
        Assert.Equal(2, engine.Orchestrator.Notices.List(openOnly: false).Count);
    }

    [Fact]
    public async Task Close_ByAPerson_SaysWhoAndWhy_AndStays()
    {
        string id;
        await using (var engine = await Engine.StartAsync(_world))
        {
            await engine.Get<NoticeDesk>().RaiseAsync(New("a", isLatched: true), Token);
            id = Assert.Single(engine.Orchestrator.Notices.List()).Id;
            await engine.Orchestrator.Notices.CloseAsync(id, "Restarted the runner.", s_ada, Token);
            await engine.Orchestrator.Notices.CloseAsync(id, "Once more.", s_ada, Token);
        }

        await using var next = await Engine.StartAsync(_world);
        await next.Get<NoticeDesk>().RaiseAsync(New("a", isLatched: true), Token);

        Assert.Empty(next.Orchestrator.Notices.List());
        var notice = Assert.Single(next.Orchestrator.Notices.List(openOnly: false));
        Assert.Equal(("Restarted the runner.", s_ada, id), (notice.Resolution, notice.ClosedBy, notice.Id));
    }

    [Fact]
    public async Task PrepareClosing_WhenItsCauseHasPassed_ClosesItOnce()
    {
        await using var engine = await Engine.StartAsync(_world);
        var desk = engine.Get<NoticeDesk>();
        await desk.RaiseAsync(New("a", isLatched: true), Token);

        var closing = desk.PrepareClosing(new OperationKey("a"), "It is green again.");
        await engine.Get<FactLog>().AppendAsync([closing!], Token);

        Assert.Null(desk.PrepareClosing(new OperationKey("a"), "Once more."));
        Assert.Null(desk.PrepareClosing(new OperationKey("b"), "Of nothing."));
        Assert.Equal(("It is green again.", null), (Assert.Single(engine.Orchestrator.Notices.List(openOnly: false)).Resolution, Assert.Single(engine.Orchestrator.Notices.List(openOnly: false)).ClosedBy));
    }

    [Theory]
    [InlineData("n-nothing", "Seen to.", "ada", "There is no notice 'n-nothing'. List the notices and use an id from there.")]
    [InlineData(null, "Seen to.", "", "operator")]
    [InlineData(null, "", "ada", "not closed without a reason")]
    public async Task Close_BadInput_SaysWhat(string? id, string resolution, string by, string expected)
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Get<NoticeDesk>().RaiseAsync(New("a", isLatched: true), Token);
        id ??= Assert.Single(engine.Orchestrator.Notices.List()).Id;

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Notices.CloseAsync(id, resolution, new Operator(by, "test"), Token));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Single(engine.Orchestrator.Notices.List());
    }

    public void Dispose() => _world.Dispose();

    private static NewNotice New(string key, bool isLatched) => new()
    {
        Key = new OperationKey(key),
        Priority = NotificationPriority.Urgent,
        Topic = "test.wrong",
        Title = "Something is wrong",
        Project = new ProjectId("shop"),
        IsLatched = isLatched,
    };
}
