using System.Text;
using Ao.Configuration;
using Ao.Convergence;
using Ao.Core.Tests.Sessions;
using Ao.Ledger;
using Ao.Ledger.Bodies;

namespace Ao.Core.Tests.Convergence;

/// <summary>What a project says of itself in its ledger: what it relies on, what it has taken from whom, and whom it follows.</summary>
public sealed class DeclaredRecordsTests : IDisposable
{
    private const string Own = "1111111111111111111111111111111111111111";
    private const string Other = "2222222222222222222222222222222222222222";
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Site _site = new("games", [], "video");

    public DeclaredRecordsTests()
    {
        foreach (var fork in new[] { "upstream", "video", "harbour", "plain" })
        {
            _site.Scm.Add(fork);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ProjectOptions Project => _site.World.Project;

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Dependency_Declared_IsExactlyWhatWasPreviewedAndOnce_AfterARestartToo()
    {
        Declare("runner", new DependencyOptions { Fork = "video", Names = ["TaskRunner.RunAsync"], Paths = ["src/runtime"], Reason = "Our batches start there." });
        await using (var engine = await _site.StartAsync())
        {
            Assert.Empty(_site.Book.Own);
            Assert.Equal("The project publishes no dependencies (Convergence:Publish:Dependencies).", Assert.Single((await engine.Orchestrator.Convergence.PreviewAsync(Site.Project, Token)).LeftOut).Reason);
        }

        _site.Publish.Dependencies = true;
        _site.Book.HasKey = false;
        await using (var engine = await _site.StartAsync())
        {
            var preview = await engine.Orchestrator.Convergence.PreviewAsync(Site.Project, Token);
            _site.Book.HasKey = true;
            await PublishAsync(engine);
            Assert.Equal(Assert.Single(preview.Records).Content, Text(Assert.Single(_site.Book.Own)));
            await PublishAsync(engine);
        }

        await using var next = await _site.StartAsync();
        await PublishAsync(next);
        var entry = Assert.Single(_site.Book.Own);
        Assert.Equal((LedgerKinds.Dependency, "runner"), (entry.Kind, entry.Subject));
        Assert.Equal($$"""{"key":"runner","on":"{{Site.Video}}","names":["TaskRunner.RunAsync"],"paths":["src/runtime"],"reason":"Our batches start there."}""", Text(entry));
    }

    [Fact]
    public async Task Dependency_SettingsChange_TakesTheOldOnesPlace_AndIsWithdrawnWithThem()
    {
        _site.Publish.Dependencies = true;
        Project.Fork.Upstream = "/up";
        Declare("runner", new DependencyOptions { Names = ["TaskRunner.RunAsync"] });
        await LiveAsync();
        Declare("runner", new DependencyOptions { Names = ["TaskRunner.StartAsync"] });
        await LiveAsync();
        Declare("runner", new DependencyOptions { Names = ["TaskRunner.RunAsync"] });
        await LiveAsync();

        Assert.Equal(["TaskRunner.RunAsync"], Standing(LedgerKinds.Dependency).Select(static entry => LedgerBody.Read(entry, LedgerBodiesJson.Default.DependencyBody)!.Names![0]));
        Project.Alignment.DependsOn.Clear();
        await LiveAsync();
        await LiveAsync();

        Assert.Empty(Standing(LedgerKinds.Dependency));
        Assert.Single(_site.Book.Own, static entry => entry.Kind == LedgerKinds.Withdraw);
    }

    [Fact]
    public async Task Dependency_OnAForkThatNobodyPinned_IsLeftOutWithTheReason()
    {
        _site.Publish.Dependencies = true;
        Declare("runner", new DependencyOptions { Fork = "harbour", Names = ["TaskRunner.RunAsync"] });
        await using var engine = await _site.StartAsync();

        var preview = await engine.Orchestrator.Convergence.PublishAsync(Site.Project, Token);

        Assert.StartsWith("The project knows no fork 'harbour' whose key is pinned", Assert.Single(preview.LeftOut).Reason, StringComparison.Ordinal);
        Assert.Empty(_site.Book.Own);
    }

    [Fact]
    public async Task Peers_OnlyWhereTheOwnerSaysSo_AndWithoutWhatIsOfThisMachine()
    {
        Project.Fork.Peers.Add(new PeerOptions { Name = "harbour", Location = "https://forge.example/harbour.git", ForkId = Site.Shop });
        Project.Fork.Peers.Add(new PeerOptions { Name = "plain", Location = "https://forge.example/plain.git" });
        await LiveAsync();
        Assert.Empty(_site.Book.Own);

        _site.Publish.Peers = true;
        await LiveAsync();
        await LiveAsync();
        var body = LedgerBody.Read(Assert.Single(_site.Book.Own, static entry => entry.Kind == LedgerKinds.Peers), LedgerBodiesJson.Default.PeersBody)!;
        Assert.Equal([(Site.Video, "video", null), (Site.Shop, "harbour", "https://forge.example/harbour.git")], body.Peers.Select(static peer => (peer.ForkId, peer.Name, peer.Location)));
    }

    [Fact]
    public async Task Links_OwnChangeIsACopyOfAPinnedForks_IsSaidOnce_AndNotAgainOnceItWasTakenBack()
    {
        _site.Detector.Relation = FindingRelation.Ported;
        _site.Scm.Own.Add(HistoryScm.Change(Own, "timeouts: per task type"));
        _site.Scm.Add("video", HistoryScm.Change(Other, "timeouts: per task type"));
        _site.Detector.At = static fork => fork == Site.Video ? s_start : s_start.AddDays(1);
        await using (var engine = await _site.StartAsync())
        {
            await engine.Orchestrator.Convergence.DetectAsync(Site.Project, Token);
            await PublishAsync(engine);
            Assert.Empty(_site.Book.Own);
        }

        _site.Publish.Links = true;
        await LiveAsync();
        await LiveAsync();
        var entry = Assert.Single(_site.Book.Own, static entry => entry.Kind == LedgerKinds.Link);
        Assert.Equal($$"""{"a":"{{Own}}","b":"{{Other}}","relation":"ported","algorithm":"topics"}""", Text(entry));

        _site.Book.Append(LedgerKinds.Withdraw, LedgerBody.Write(new WithdrawBody { Record = entry.Id }, LedgerBodiesJson.Default.WithdrawBody));
        await LiveAsync();
        Assert.Empty(Standing(LedgerKinds.Link));
    }

    [Theory]
    [InlineData(FindingRelation.Ported, 1, 0, 1, 1, true)]
    [InlineData(FindingRelation.Ported, 0, 1, 1, 1, false)]
    [InlineData(FindingRelation.Ported, 1, 1, 1, 1, false)]
    [InlineData(FindingRelation.Ported, 1, 0, 2, 1, false)]
    [InlineData(FindingRelation.Ported, 1, 0, 1, 2, false)]
    [InlineData(FindingRelation.Independent, 1, 0, 1, 1, false)]
    public void PortedDecision_OnlyWhereItIsPlainWhoTookWhat(FindingRelation relation, int ownDay, int otherDay, int ownChanges, int otherChanges, bool isSaid)
    {
        var finding = FindingOf(relation, (Site.Games, ownDay, ownChanges), (Site.Video, otherDay, otherChanges));

        Assert.Equal(isSaid, PortedDecision.Of(finding, Site.Games, new HashSet<string> { Site.Video }) is not null);
        Assert.Null(PortedDecision.Of(finding, Site.Games, new HashSet<string>()));
    }

    [Fact]
    public void PortedDecision_SomebodyElseWasFirst_SaysNothing() =>
        Assert.Null(PortedDecision.Of(FindingOf(FindingRelation.Ported, (Site.Games, 3, 1), (Site.Video, 2, 1), (Site.Shop, 1, 1)), Site.Games, new HashSet<string> { Site.Video }));

    private static Finding FindingOf(FindingRelation relation, params (string Fork, int Day, int Changes)[] forks) => new()
    {
        Id = "timeouts",
        Relation = relation,
        Summary = "",
        Confidence = 1,
        Evidence = [],
        Reasons = [],
        Forks = [.. forks.Select(static fork => new FindingFork { ForkId = fork.Fork, At = s_start.AddDays(fork.Day), Revisions = [.. Enumerable.Range(0, fork.Changes).Select(number => $"{fork.Fork}{number}")] })],
    };

    private void Declare(string name, DependencyOptions dependency) => Project.Alignment.DependsOn[name] = dependency;

    /// <summary>Has a host live long enough to compare and to publish.</summary>
    private async Task LiveAsync()
    {
        await using var engine = await _site.StartAsync();
        await engine.Orchestrator.Convergence.DetectAsync(Site.Project, Token);
        await PublishAsync(engine);
    }

    private IEnumerable<LedgerEntry> Standing(string kind) => _site.Book.View(Site.Project).Standing(Site.Games, kind);

    private static Task<PublicationPreview> PublishAsync(Engine engine) => engine.Orchestrator.Convergence.PublishAsync(Site.Project, Token);

    private static string Text(LedgerEntry entry) => Encoding.UTF8.GetString(entry.Body.Span);
}
