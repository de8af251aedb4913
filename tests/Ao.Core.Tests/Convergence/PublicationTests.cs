using System.Text.Json;
using Ao.Consents;
using Ao.Convergence;
using Ao.Core.Tests.Sessions;
using Ao.Ledger;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Sessions;

namespace Ao.Core.Tests.Convergence;

/// <summary>What a project puts into its ledger.</summary>
public sealed class PublicationTests : IDisposable
{
    private const string Secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    private static readonly Operator s_ann = new("ann", "test");
    private readonly Site _site = new("games", [], "video");

    public PublicationTests()
    {
        _site.World.Project.Convergence.Detectors = ["topics"];
        _site.World.Project.Feedback.StartSessions = true;
        _site.World.Project.PullRequests.ChecksRequired = false;
        _site.World.VerifyWith("true");
        _site.World.Runtime.OnStart = static process => process.Say("mended").Exit(0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task PublishAsync_OwnerHasSaidNothing_PublishesNothingAndSaysWhy()
    {
        await using var engine = await _site.StartAsync();
        await MergeAsync(engine);

        var preview = await engine.Orchestrator.Convergence.PreviewAsync(Site.Project, Token);
        await engine.Orchestrator.Convergence.PublishAsync(Site.Project, Token);

        Assert.Empty(preview.Records);
        Assert.Equal([LedgerKinds.Report, LedgerKinds.Change], preview.LeftOut.Select(static one => one.Kind));
        Assert.Contains("Convergence:Publish:Reports", preview.LeftOut[0].Reason, StringComparison.Ordinal);
        Assert.Empty(_site.Book.Own);
    }

    [Fact]
    public async Task PublishAsync_ResolvedReportAndMergedChange_AreExactlyWhatWasPreviewedAndOnce()
    {
        await using (var engine = await _site.StartAsync())
        {
            await MergeAsync(engine);
        }

        (_site.Publish.Reports, _site.Publish.Changes) = (true, true);
        _site.Book.HasKey = false;
        await using var publishing = await _site.StartAsync();
        var preview = await publishing.Orchestrator.Convergence.PreviewAsync(Site.Project, Token);
        _site.Book.HasKey = true;
        await publishing.Orchestrator.Convergence.PublishAsync(Site.Project, Token);
        var again = await publishing.Orchestrator.Convergence.PublishAsync(Site.Project, Token);

        Assert.Equal(preview.Records.Select(static record => record.Content), _site.Book.Own.Select(static entry => System.Text.Encoding.UTF8.GetString(entry.Body.Span)));
        Assert.Equal([LedgerKinds.Report, LedgerKinds.Change], _site.Book.Own.Select(static entry => entry.Kind));
        Assert.Equal((0, 2), (again.Records.Count, again.Published));
        var change = JsonDocument.Parse(_site.Book.Own[1].Body).RootElement;
        Assert.Equal("merged", change.GetProperty("revision").GetString());
        Assert.Equal("topic/1", change.GetProperty("sketch").GetProperty("algorithm").GetString());
        Assert.False(change.TryGetProperty("patch", out _));
        Assert.Equal(_site.Book.Own[0].Id, change.GetProperty("reports")[0].GetString());
    }

    [Fact]
    public async Task PublishAsync_SecretsInTexts_AreTakenOutAndCounted()
    {
        (_site.Publish.Reports, _site.Publish.Changes, _site.Publish.Code) = (true, true, CodeShown.Patch);
        await using var engine = await _site.StartAsync();
        await MergeAsync(engine, message: $"timeouts: the key is {Secret}");

        await engine.Orchestrator.Convergence.PublishAsync(Site.Project, Token);

        Assert.Equal(2, _site.Book.Own.Count);
        Assert.All(_site.Book.Own, static entry => Assert.DoesNotContain(Secret, System.Text.Encoding.UTF8.GetString(entry.Body.Span), StringComparison.Ordinal));
        Assert.Contains("[redacted]", JsonDocument.Parse(_site.Book.Own[1].Body).RootElement.GetProperty("patch").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishAsync_NoCodeIsShown_ChangeHasNeitherPatchNorSketch()
    {
        (_site.Publish.Changes, _site.Publish.Code) = (true, CodeShown.None);
        await using var engine = await _site.StartAsync();
        await MergeAsync(engine);
        await engine.Orchestrator.Convergence.PublishAsync(Site.Project, Token);

        var change = JsonDocument.Parse(Assert.Single(_site.Book.Own).Body).RootElement;

        Assert.False(change.TryGetProperty("patch", out _) || change.TryGetProperty("sketch", out _));
    }

    [Fact]
    public async Task PublishAsync_LedgerFailsInBetween_IsCarriedOnWithoutDoubles()
    {
        (_site.Publish.Reports, _site.Publish.Changes) = (true, true);
        _site.Book.Fault = new TransientException("The disk is away.");
        await using (var engine = await _site.StartAsync())
        {
            await MergeAsync(engine);
            await Assert.ThrowsAsync<TransientException>(() => engine.Orchestrator.Convergence.PublishAsync(Site.Project, Token));
        }

        _site.Book.Fault = null;
        await using var next = await _site.StartAsync();
        await next.Orchestrator.Convergence.PublishAsync(Site.Project, Token);

        Assert.Equal(2, _site.Book.Own.Count);
    }

    [Fact]
    public async Task PublishAsync_PeerWasRead_IsToldOnce()
    {
        var place = new Dictionary<string, IReadOnlyList<LedgerEntry>>();
        using var games = new Site("games", place, "video");
        using var video = new Site("video", place, "games");
        (games.Publish.Reports, video.Publish.Reports) = (true, true);
        var entry = games.Book.Append(LedgerKinds.Report, """{"key":"r-1","type":"bug","title":"timeouts: here"}"""u8.ToArray());
        await using var one = await games.StartAsync();
        await using var other = await video.StartAsync();
        for (var round = 0; round < 4; round++)
        {
            games.Book.Exchange();
            video.Book.Exchange();
            await one.Orchestrator.Convergence.PublishAsync(Site.Project, Token);
            await other.Orchestrator.Convergence.PublishAsync(Site.Project, Token);
        }

        var observed = Assert.Single(video.Book.Own, static one => one.Kind == LedgerKinds.Observe);
        Assert.Contains($"\"clock\":{entry.Clock}", System.Text.Encoding.UTF8.GetString(observed.Body.Span), StringComparison.Ordinal);
        Assert.DoesNotContain(games.Book.Own, static one => one.Kind == LedgerKinds.Observe);
    }

    [Fact]
    public async Task PublishAsync_NoLedger_SaysWhatToDo()
    {
        _site.Publish.Reports = true;
        _site.Book.HasKey = false;
        await using var engine = await _site.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Convergence.PublishAsync(Site.Project, Token));

        Assert.Contains("Fork:Name", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Has a report mended and its change merged.</summary>
    private async Task MergeAsync(Engine engine, string message = "timeouts: back-off")
    {
        using var approving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answering = engine.ApproveEverythingAsync(approving.Token);
        var filed = await engine.Orchestrator.Reports.FileAsync(
            new ReportFiling { Project = Site.Project, Report = new Report { Type = ReportType.BugReport, Title = "The dashboard crashes when a cart is empty", Body = "It has no total then.", Component = "dashboard", Severity = ReportSeverity.High, Confidence = 0.9 }, By = s_ann },
            Token);
        var open = await WaitAsync(engine, filed.Id, static report => report.PullRequest is not null);
        _site.Scm.Own.Add(HistoryScm.Change("merged", message));
        await engine.Orchestrator.PullRequests.MergeAsync(open.Session!.Value, Token);
        await WaitAsync(engine, filed.Id, static report => report.Progress == ReportProgress.Merged);
        await approving.CancelAsync();
        await answering;
    }

    private static async Task<TrackedReport> WaitAsync(Engine engine, string id, Func<TrackedReport, bool> isWanted)
    {
        await foreach (var report in engine.Orchestrator.Reports.WatchAsync(Token))
        {
            if (report.Id == id && isWanted(report))
            {
                return report;
            }
        }

        throw new InvalidOperationException("Watching has ended.");
    }
}
