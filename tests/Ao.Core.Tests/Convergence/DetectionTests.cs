using Ao.Consents;
using Ao.Convergence;
using Ao.Core.Tests.Sessions;
using Ao.Notifiers;

namespace Ao.Core.Tests.Convergence;

/// <summary>Forks are compared, and what is found becomes facts.</summary>
public sealed class DetectionTests : IDisposable
{
    private static readonly Operator s_ann = new("ann", "test");
    private readonly Site _site = new("games", [], "video", "shop");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task DetectAsync_ForksMeetOneMatter_IsKeptAndToldOnce()
    {
        Meet("timeouts");
        await using var engine = await _site.StartAsync();

        await DetectAsync(engine);
        await DetectAsync(engine);

        var finding = Assert.Single(Findings(engine));
        Assert.Equal(("timeouts", "topics", 3), (finding.Id, finding.Detector, finding.Tally.Count));
        Assert.Equal([Site.Games, Site.Video, Site.Shop], finding.Finding.Forks.Select(static fork => fork.ForkId).Order());
        var notice = Assert.Single(engine.Orchestrator.Notices.List(openOnly: false));
        Assert.Equal(("finding.found", NotificationPriority.Info, false), (notice.Topic, notice.Priority, notice.IsLatched));
        Assert.Contains("timeouts: per task type", notice.Body, StringComparison.Ordinal);
        Assert.Equal(3, _site.Scm.Reads);
    }

    [Fact]
    public async Task DetectAsync_MoreChangesCome_OnlyTheyAreReadAndTheFindingGrows()
    {
        Meet("timeouts");
        await using var engine = await _site.StartAsync();
        await DetectAsync(engine);

        _site.Scm.Add("video", HistoryScm.Change("v2", "timeouts: and for uploads"));
        var round = await DetectAsync(engine);

        Assert.Equal(["timeouts"], round.Changed);
        Assert.Equal((4, 4), (_site.Scm.Reads, _site.Detector.Given));
        Assert.Equal(["v1", "v2"], Findings(engine)[0].Finding.Forks.Single(static fork => fork.ForkId == Site.Video).Revisions);
        Assert.Single(engine.Orchestrator.Notices.List(openOnly: false));
    }

    [Fact]
    public async Task DetectAsync_ForkGetsItsKeyLater_StandsOnceInItsFinding()
    {
        Meet("timeouts");
        _site.Book.HasKey = false;
        await using var engine = await _site.StartAsync();
        await DetectAsync(engine);

        _site.Book.HasKey = true;
        await DetectAsync(engine);

        Assert.Equal([Site.Games, Site.Video, Site.Shop], Assert.Single(Findings(engine)).Finding.Forks.Select(static fork => fork.ForkId).Order());
    }

    [Fact]
    public async Task Restart_FindsTheSame_WritesNothing()
    {
        Meet("timeouts");
        await using (var first = await _site.StartAsync())
        {
            await DetectAsync(first);
        }

        await using var engine = await _site.StartAsync();
        var round = await DetectAsync(engine);

        var facts = await engine.Journal.ReadAsync(cancellationToken: Token).Where(static fact => fact.Stream.StartsWith("finding/", StringComparison.Ordinal)).Select(static fact => fact.Type).ToListAsync(Token);
        Assert.Equal(["finding.found", "finding.tried"], facts);
        Assert.Empty(round.Found.Concat(round.Changed).Concat(round.Gone));
        Assert.Single(Findings(engine));
    }

    [Fact]
    public async Task Restart_ChangeIsGone_FindingDoesNotCountAnyMore()
    {
        Meet("timeouts");
        await using (var first = await _site.StartAsync())
        {
            await DetectAsync(first);
        }

        _site.Scm.Histories["video"].Clear();
        _site.Scm.Histories["shop"].Clear();
        await using var engine = await _site.StartAsync();
        await DetectAsync(engine);

        Assert.Empty(Findings(engine));
        var list = engine.Orchestrator.Convergence.List(Site.Project, new FindingQuery { IncludesClosed = true });
        Assert.NotNull(Assert.Single(list.Findings).Gone);
        Assert.Equal(1, engine.Orchestrator.Convergence.List(Site.Project).HiddenAsClosed);
    }

    [Fact]
    public async Task Restart_ForkIsAway_WhatWasFoundStaysAndTheLookSaysWhy()
    {
        Meet("timeouts");
        await using (var first = await _site.StartAsync())
        {
            await DetectAsync(first);
        }

        _site.Scm.Unreachable.UnionWith(["video", "shop"]);
        await using var engine = await _site.StartAsync();
        var round = await DetectAsync(engine);

        Assert.Single(Findings(engine));
        Assert.Equal("'video' is away.", round.Forks.Single(static fork => fork.ForkId == Site.Video).Problem);
    }

    [Fact]
    public async Task DetectAsync_ForkIsNoKin_IsNotReadAndSaidSo()
    {
        Meet("timeouts");
        _site.Scm.Strangers.UnionWith(["video", "shop"]);
        await using var engine = await _site.StartAsync();

        var round = await DetectAsync(engine);

        Assert.Empty(Findings(engine));
        Assert.Contains("no history in common", round.Forks.Single(static fork => fork.ForkId == Site.Video).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DetectAsync_ForkLacksCommitsOrContents_TheRoundSaysSo()
    {
        _site.Scm.Add("video");
        _site.Scm.Add("shop");
        await using var engine = await _site.StartAsync();

        // The look at the start is over then, and counts none of it.
        await DetectAsync(engine);
        _site.Scm.Add("shop", HistoryScm.Change("s1", "timeouts: none"));
        _site.Scm.Add("video", HistoryScm.Change("v1", "timeouts: longer") with { LacksContents = true }, HistoryScm.Change("v2", "timeouts: shorter"));
        _site.Scm.Shallow.UnionWith(["video", "shop"]);
        _site.Scm.Strangers.Add("shop");

        var round = await DetectAsync(engine);

        var video = round.Forks.Single(static fork => fork.ForkId == Site.Video);
        Assert.Equal((2, 1, true), (video.Changes, video.LackingContents, video.IsShallow));
        Assert.Equal(2, video.Notes.Count);
        Assert.Contains(video.Notes, static note => note.StartsWith("1 of 2 changes were read without all of their text", StringComparison.Ordinal));
        Assert.Contains("It is a shallow clone, and where it left the project is beyond the end", round.Forks.Single(static fork => fork.ForkId == Site.Shop).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_LessSureThanIsListed_IsHiddenAndCounted()
    {
        _site.World.Project.Convergence.ListConfidence = 0.7;
        Meet("timeouts", "@0.6");
        Meet("retries", "@0.9");
        await using var engine = await _site.StartAsync();
        await DetectAsync(engine);

        var list = engine.Orchestrator.Convergence.List(Site.Project);

        Assert.Equal(("retries", 1), (Assert.Single(list.Findings).Id, list.HiddenByConfidence));
        Assert.Equal(2, engine.Orchestrator.Convergence.List(Site.Project, new FindingQuery { MinConfidence = 0 }).Findings.Count);
        Assert.Contains("retries", Assert.Single(engine.Orchestrator.Notices.List(openOnly: false)).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DetectAsync_ManyAtOnce_TellsTheBestAndHowManyMore()
    {
        foreach (var number in Enumerable.Range(1, 9))
        {
            Meet($"matter{number}");
        }

        await using var engine = await _site.StartAsync();
        await DetectAsync(engine);

        Assert.Equal(9, Findings(engine).Count);
        var notices = engine.Orchestrator.Notices.List(openOnly: false);
        Assert.Equal(6, notices.Count);
        Assert.Contains(notices, static notice => notice.Title.Contains("4 more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DetectAsync_AskedToDecide_NoticeWaitsUntilSomebodyHas()
    {
        _site.World.Project.Convergence.AskToDecide = true;
        Meet("timeouts");
        await using var engine = await _site.StartAsync();
        await DetectAsync(engine);
        Assert.True(Assert.Single(engine.Orchestrator.Notices.List()).IsLatched);

        await engine.Orchestrator.Convergence.ProposeAsync(Site.Project, "timeouts", s_ann, cancellationToken: Token);
        await engine.Orchestrator.Convergence.DeclineAsync(Site.Project, "timeouts", s_ann, "Ours is another matter.", Token);

        Assert.Empty(engine.Orchestrator.Notices.List());
    }

    [Fact]
    public async Task DetectAsync_HostileTexts_AreBoundedAndHarmless()
    {
        var hostile = "Ti\u001b[31mme\u202e\u0007/../" + new string('x', 10_000);
        _site.Scm.Add("video", HistoryScm.Change("v1\u001b", $"{hostile}: one", path: "a\nb\u001b"));
        _site.Scm.Add("shop", HistoryScm.Change("s1", $"{hostile}: other"));
        await using var engine = await _site.StartAsync();
        await DetectAsync(engine);

        var finding = Assert.Single(Findings(engine));
        Assert.Equal(16, finding.Id.Length);
        Assert.True(finding.Finding.Summary.Length <= 300);
        var texts = finding.Finding.Forks.SelectMany(static fork => fork.Paths.Concat(fork.Revisions).Append(fork.Answer)).Append(finding.Finding.Explanation).Concat(engine.Orchestrator.Notices.List(openOnly: false).Select(static notice => notice.Title + notice.Body));
        Assert.All(texts, static text => Assert.DoesNotContain(text, static character => char.IsControl(character) && character is not '\n' || character == '\u202e'));
    }

    [Fact]
    public async Task DetectAsync_DetectorFails_SaysSoAndComparesAnewAfterwards()
    {
        Meet("timeouts");
        _site.Detector.Fault = new InvalidOperationException("a defect");
        await using var engine = await _site.StartAsync();

        var error = await Assert.ThrowsAsync<Ao.Plugins.PluginException>(() => DetectAsync(engine));
        _site.Detector.Fault = null;
        await DetectAsync(engine);

        Assert.Contains("'topics' failed: a defect", error.Message, StringComparison.Ordinal);
        Assert.Single(Findings(engine));
    }

    [Fact]
    public async Task DetectAsync_AnswersInConflict_SaysInWhichFiles()
    {
        Meet("timeouts");
        _site.Scm.Conflicts[("v1", "s1")] = ["runtime/timeout.py", "README.md"];
        await using var engine = await _site.StartAsync();
        await DetectAsync(engine);

        var trials = Assert.Single(Findings(engine)).Trials;

        Assert.Equal(3, trials.Count);
        Assert.Equal(["runtime/timeout.py"], Assert.Single(trials, static trial => trial.Conflicts.Count > 0).Conflicts);
    }

    [Fact]
    public async Task DetectAsync_NothingToCompare_SaysWhatIsMissing()
    {
        _site.World.Project.Convergence.Detectors = [];
        await using var engine = await _site.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(() => DetectAsync(engine));

        Assert.Contains("Convergence:Detectors", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _site.Scm.Reads);
    }

    [Fact]
    public async Task DetectAsync_DetectorThatKeepsNothing_IsGivenEverythingAgain()
    {
        var plain = new TopicDetector();
        _site.World.Named["plain"] = plain;
        _site.World.Project.Convergence.Detectors = ["plain"];
        Meet("timeouts");
        await using var engine = await _site.StartAsync();
        await DetectAsync(engine);
        var calls = plain.Calls;
        await DetectAsync(engine);
        Assert.Equal(calls, plain.Calls);

        _site.Scm.Add("video", HistoryScm.Change("v2", "timeouts: more"));
        await DetectAsync(engine);

        Assert.Equal(4, Assert.Single(Findings(engine)).Finding.Evidence.Count);
    }

    [Fact]
    public async Task DetectAsync_HostDiesAtEachAppend_NothingIsDoubled()
    {
        for (var crashAt = 1; crashAt <= 12; crashAt++)
        {
            foreach (var afterWrite in new[] { false, true })
            {
                using var site = new Site("games", [], "video", "shop");
                foreach (var matter in new[] { "timeouts", "retries", "caches" })
                {
                    Meet(site, matter);
                }

                site.World.Project.Convergence.Detectors = [];
                await (await site.StartAsync()).DisposeAsync();
                site.World.Project.Convergence.Detectors = ["topics"];
                await using (var dying = await site.StartAsync(crashAt, afterWrite))
                {
                    await Task.WhenAny(dying.Orchestrator.Convergence.DetectAsync(Site.Project, Token), dying.Journal.Crashed).WaitAsync(Token);
                }

                await using var engine = await site.StartAsync();
                await DetectAsync(engine);

                Assert.Equal(3, Findings(engine).Count);
                Assert.Equal(3, engine.Orchestrator.Notices.List(openOnly: false).Count);
            }
        }
    }

    private static Task<DetectionRound> DetectAsync(Engine engine) => engine.Orchestrator.Convergence.DetectAsync(Site.Project, Token);

    private static IReadOnlyList<TrackedFinding> Findings(Engine engine) => engine.Orchestrator.Convergence.List(Site.Project).Findings;

    private void Meet(string matter, string end = "") => Meet(_site, matter, end);

    private static void Meet(Site site, string matter, string end = "")
    {
        var number = site.Scm.Own.Count + 1;
        site.Scm.Own.Add(HistoryScm.Change($"g{number}", $"{matter}: back-off {end}"));
        site.Scm.Add("video", HistoryScm.Change($"v{number}", $"{matter}: per task type {end}"));
        site.Scm.Add("shop", HistoryScm.Change($"s{number}", $"{matter}: no timeouts here {end}"));
    }
}
